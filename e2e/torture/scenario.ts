import { appendFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { type Random, seededRandom } from '../../server/demonstration/random.ts';

/** How often a scenario's round is played: at every check, and in `npm run torture`. */
export interface Figures {
  readonly ci: number;
  readonly full: number;
  /** Longest that a round may take, in milliseconds. */
  readonly roundMs: number;
}

/** One play of a scenario: what it may choose by chance follows from the seed. */
export interface Play {
  readonly rounds: number;
  readonly seed: number;
  readonly random: Random;
  /** The full figure, on a machine that does nothing else: times mean something. */
  readonly isTimed: boolean;
  /** Writes down what happens, outside the program. */
  note(what: string): void;
}

/** How a scenario is played, and what that shows. */
type Course = (play: Play) => Promise<Outcome>;

/** What a play shows once everything has healed. */
export interface Outcome {
  /** Writes that the program acknowledged. */
  readonly acknowledged: number;
  /** Acknowledged, and nowhere any more. */
  readonly lost: readonly string[];
  /** There more than once. */
  readonly doubled: readonly string[];
  /** In what devices and server differ. */
  readonly diverged: readonly string[];
  /** Figures that are reported beside, by name. */
  readonly measured?: Readonly<Record<string, number>>;
}

const { MINH_TRA_TORTURE_REPORT: reportFile, MINH_TRA_ROUNDS: wantedRounds, MINH_TRA_SEED: wantedSeed } = process.env;
/** Shorter histories that are tried after a failure. */
const mostShorter = 6;
/** What is told of a failure besides its history: so many things, so many characters of each. */
const mostTold = 20;
const longestTold = 4_000;
const nothingWrong = { lost: [], doubled: [], diverged: [] };

/**
 * Declares the test of a line of docs/reliability.md. At a check it plays the figure for that; with MINH_TRA_TORTURE_REPORT, as
 * `npm run torture` sets it, the full one, and adds a line of JSON to that file. MINH_TRA_SEED plays a failure again.
 */
export function scenario(name: string, figures: Figures, course: Course): void {
  const rounds = Number(wantedRounds ?? (reportFile ? figures.full : figures.ci));
  const seed = Number(wantedSeed ?? Date.now() % 1_000_000_000);
  const limitMs = (60_000 + rounds * figures.roundMs) * (reportFile ? 2 : 1);

  it(
    `${name}: nothing lost, doubled or different (${rounds} rounds, seed ${seed})`,
    async () => {
      const began = performance.now();
      const { outcome, error, history } = await played(course, rounds, seed);
      const ms = Math.round(performance.now() - began);
      report({
        scenario: name,
        rounds,
        ...countsOf(outcome),
        ...outcome.measured,
        ms,
        seed,
        ...(error ? { error: String(error) } : {}),
      });
      if (!error && isRight(outcome)) {
        expect(outcome.acknowledged).toBeGreaterThan(0);
        return;
      }
      const shown = reportFile ? await shortest(course, rounds, seed, history) : history;
      console.log(`${name}, seed ${seed}:\n${shown.join('\n')}\n${wrongIn(outcome).join('\n')}`);
      if (error) throw error;
      expect(outcome).toMatchObject(nothingWrong);
    },
    limitMs,
  );
}

interface Played {
  readonly outcome: Outcome;
  readonly error: unknown;
  readonly history: readonly string[];
}

async function played(course: Course, rounds: number, seed: number): Promise<Played> {
  const history: string[] = [];
  const note = (what: string) => history.push(what);
  try {
    const outcome = await course({ rounds, seed, random: seededRandom(seed), isTimed: reportFile !== undefined, note });
    return { outcome, error: null, history };
  } catch (error) {
    return { outcome: { acknowledged: 0, ...nothingWrong }, error, history };
  }
}

/** The history of the fewest rounds with this seed that still fail, as far as a few tries find it. */
async function shortest(
  course: Course,
  rounds: number,
  seed: number,
  history: readonly string[],
): Promise<readonly string[]> {
  let found = history;
  let [passes, fails] = [0, rounds];
  for (let tries = 0; tries < mostShorter && fails - passes > 1; tries++) {
    const fewer = (passes + fails) >> 1;
    const shorter = await played(course, fewer, seed);
    if (!shorter.error && isRight(shorter.outcome)) {
      passes = fewer;
    } else {
      fails = fewer;
      found = shorter.history;
    }
  }
  return [`${fails} rounds suffice`, ...found];
}

function isRight({ lost, doubled, diverged }: Outcome): boolean {
  return lost.length + doubled.length + diverged.length === 0;
}

/** What is not as it should be; of a state that differs its beginning. */
function wrongIn({ lost, doubled, diverged }: Outcome): string[] {
  const told = (kind: string, all: readonly string[]) => all.map((what) => `${kind}: ${what.slice(0, longestTold)}`);
  return [...told('lost', lost), ...told('doubled', doubled), ...told('different', diverged)].slice(0, mostTold);
}

function countsOf({ acknowledged, lost, doubled, diverged }: Outcome) {
  return { acknowledged, lost: lost.length, doubled: doubled.length, diverged: diverged.length };
}

function report(line: object): void {
  if (reportFile) appendFileSync(reportFile, `${JSON.stringify(line)}\n`);
}

import { figure } from './figure.ts';
import { median } from './statistics.ts';

/** One line of the result; `ratio` is ours / peer, null where there is no peer. */
export interface Measurement {
  readonly measure: string;
  readonly ours: number;
  readonly peer: number | null;
  readonly peerName: string | null;
  readonly ratio: number | null;
  readonly unit: string;
  readonly rounds: number;
}

/** One number for each round, by whose it is. */
export interface Rounds {
  readonly ours: readonly number[];
  readonly peer: readonly number[];
}

/** Medians of the rounds of two. */
export function compared(measure: string, unit: string, peerName: string, { ours, peer }: Rounds): Measurement {
  const [our, their] = [median(ours), median(peer)];
  return { measure, ours: our, peer: their, peerName, ratio: our / their, unit, rounds: ours.length };
}

/** A measure that has nobody to be compared with. */
export function alone(measure: string, unit: string, ours: number, rounds: number): Measurement {
  return { measure, ours, peer: null, peerName: null, ratio: null, unit, rounds };
}

/**
 * Runs `one` for each of two in turn, round by round, the first of a round being last in the next; a first round only
 * warms up. What each gave is told as it comes.
 */
export async function interleaved<Name extends string>(
  measure: string,
  rounds: number,
  [ours, peer]: readonly [Name, Name],
  one: (name: Name, round: number) => Promise<number>,
): Promise<Rounds> {
  const samples: { ours: number[]; peer: number[] } = { ours: [], peer: [] };
  for (let round = 0; round <= rounds; round++) {
    const turn = async (name: Name, kept: number[]) => {
      const value = await one(name, round);
      console.error(`${measure} round ${round}: ${name} ${figure(value)}`);
      if (round > 0) kept.push(value);
    };
    const turns = [() => turn(ours, samples.ours), () => turn(peer, samples.peer)];
    for (const next of round % 2 === 0 ? turns : turns.toReversed()) await next();
  }
  return samples;
}

/** How much longer our list takes at 50,000 than at 10,000, where both were measured. */
export function growthOf(measured: readonly Measurement[]): Measurement[] {
  const [small, large] = ['list.10k', 'list.50k'].map((key) => measured.find(({ measure }) => measure === key));
  if (!small || !large) return [];
  const rounds = { ours: [large.ours], peer: [small.ours] };
  return [{ ...compared('list.growth', 'ms', 'ours at 10,000', rounds), rounds: large.rounds }];
}

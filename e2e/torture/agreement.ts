import type { TestServer } from '../../server/testing/test-server.ts';
import { type Fields, type Written, written } from '../sync/laptop-messages.ts';
import { type OpenWire, openThreadedLaptop, type ThreadedLaptop } from '../sync/threaded-laptop.ts';
import { type Clocks, People } from './people.ts';
import type { Outcome, Play } from './scenario.ts';

/** Every laptop is synchronised by its own account, and a change is still on its way by the stream: asked again so often. */
const mostRounds = 40;
const betweenMs = 250;
/** Differences that are told of each laptop and collection: both states whole. */
const mostTold = 2;

/**
 * Opens a laptop for each of these people and lets them begin; `work` is what happens to them, and answers the server that
 * they are compared with once all have met.
 */
export async function withPeople(
  play: Play,
  server: Pick<TestServer, 'url' | 'signIn'>,
  owners: readonly string[],
  work: (people: People) => Promise<Pick<TestServer, 'sql'>>,
  openWire?: OpenWire,
  clocks: Clocks = 'wrong',
): Promise<Outcome> {
  const laptops: ThreadedLaptop[] = [];
  const people = new People(laptops, play, clocks);
  try {
    for (const owner of owners) laptops.push(await openThreadedLaptop(server, owner, openWire));
    await people.begin();
    const compared = await work(people);
    await people.meet();
    try {
      return await outcomeOf(people, compared);
    } catch (error) {
      for (const stored of await namedIn(String(error), compared)) play.note(`on the server: ${stored}`);
      throw error;
    }
  } finally {
    await people.close();
  }
}

/** Waits until all laptops and the server have the same, or never will, and looks for every value that stands. */
async function outcomeOf({ history, laptops }: People, server: Pick<TestServer, 'sql'>): Promise<Outcome> {
  const { documents, diverged } = await agreement(laptops, server);
  return {
    acknowledged: history.acknowledged,
    // Nobody finds what stands in a removed document alone: who removed it must have seen it.
    lost: history.missingIn(documents.filter(({ _deleted }) => !_deleted)),
    doubled: [...history.doubledIn(documents), ...repeatedNumbers(documents)],
    diverged,
  };
}

/** What the server has of the documents whose ids stand in a text, as of those that it refused. */
async function namedIn(text: string, server: Pick<TestServer, 'sql'>): Promise<string[]> {
  const all = await Promise.all(written.map((collection) => storedIn(server, collection)));
  return all
    .flat()
    .filter(({ id }) => text.includes(String(id)))
    .map((stored) => JSON.stringify(stored));
}

/** Official numbers that more than one case has. */
function repeatedNumbers(documents: readonly Fields[]): string[] {
  const numbers = documents.flatMap(({ number, _deleted }) => (number && !_deleted ? [String(number)] : []));
  return numbers.filter((number, at) => numbers.indexOf(number) !== at);
}

async function agreement(laptops: readonly ThreadedLaptop[], server: Pick<TestServer, 'sql'>) {
  for (let round = 1; ; round++) {
    for (const laptop of laptops) await laptop.wake();
    for (const laptop of laptops) await laptop.synced();
    const documents: Fields[] = [];
    const diverged: string[] = [];
    for (const collection of written) {
      const stored = await storedIn(server, collection);
      const live = stored.filter(({ _deleted }) => !_deleted).map(({ _deleted, ...fields }) => fields);
      for (const [at, laptop] of laptops.entries()) {
        const theirs = await laptop.documents(collection);
        diverged.push(...differing(theirs, live).map((what) => `${collection} of laptop ${at}: ${what}`));
      }
      documents.push(...stored);
    }
    if (diverged.length === 0 || round === mostRounds) return { documents, diverged };
    await new Promise((resolve) => setTimeout(resolve, betweenMs));
  }
}

async function storedIn(server: Pick<TestServer, 'sql'>, collection: Written): Promise<Fields[]> {
  const rows = await server.sql<{ body: string }>(`select body from sync.${collection} order by id collate "C"`);
  return rows.map(({ body }) => JSON.parse(body));
}

function differing(theirs: readonly Fields[], stored: readonly Fields[]): string[] {
  const ids = new Set([...theirs, ...stored].map(({ id }) => id));
  const stateIn = (documents: readonly Fields[], id: unknown) => canonical(documents.filter((each) => each.id === id));
  return [...ids]
    .filter((id) => stateIn(theirs, id) !== stateIn(stored, id))
    .slice(0, mostTold)
    .map((id) => `\n  here   ${stateIn(theirs, id)}\n  server ${stateIn(stored, id)}`);
}

function canonical(documents: readonly Fields[]): string {
  return JSON.stringify(documents, (_, value) =>
    value && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}

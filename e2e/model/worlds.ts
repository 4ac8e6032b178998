import { demonstrationPeople } from '../../shared/demonstration.ts';
import { insert, nothingInMemory } from './device.ts';
import { atRest } from './search.ts';
import { emptyServer } from './server.ts';
import type { Play, Subject } from './steps.ts';
import { type Budget, copyOf, type Device, type World } from './world.ts';

const nineInTheMorning = Date.UTC(2026, 10, 17, 2);
const names = ['an', 'binh', 'chi'] as const;

export function findingOf(id: string): Subject {
  const made = {
    ...{ caseId: 'case-1', itemId: '', title: '', kind: 'violation', fact: '', actOn: null, foundOn: '2026-11-17' },
    ...{ provision: null, measure: 'none', measureNote: '' },
  };
  return { collection: 'findings', id, fields: ['title', 'fact'], made, mayRemove: true };
}

export const nothingGoesWrong: Omit<Budget, 'writes'> = {
  ...{ lost: 0, late: 0, restarts: 0, open: 0, backups: 0, restores: 0 },
};

/** Everybody has the documents, which the first one made; from here on the budget counts. */
export async function sharedWorld(play: Play, budget: Budget): Promise<World> {
  const names = [...new Set(play.subjects.map(({ collection }) => collection))];
  const empty = emptyWorld(names, { ...nothingGoesWrong, writes: budget.writes.map(() => 0) });
  const [maker, ...others] = empty.devices;
  if (!maker) throw new Error('nobody is there');
  const making = copyOf(maker);
  for (const { collection, id, made } of play.subjects) insert(making, collection, id, made);
  return { ...(await atRest({ ...empty, devices: [making, ...others] }, play)), budget };
}

/** So many devices, each of another person and with a wrong clock of its own, and a server; nobody has written anything. */
export function emptyWorld(collections: readonly string[], budget: Budget): World {
  const devices = budget.writes.map((_, at): Device => {
    const name = names[at] ?? `device${at}`;
    const person = demonstrationPeople.find(({ username }) => username === name);
    if (!person) throw new Error(`no ${name}`);
    const replicas = Object.fromEntries(
      collections.map((collection) => [
        collection,
        {
          stored: {},
          notes: {},
          place: null,
          sentUpTo: 0,
          lastWrite: 0,
          sendings: {},
          brought: {},
          memory: nothingInMemory,
        },
      ]),
    );
    // Each a day later than the one before: the last one's values stand for the time being.
    const clockMs = nineInTheMorning + at * 86_400_000;
    return { person, name, clockMs, writes: 0, lastStamp: null, met: null, replicas };
  });
  return { server: emptyServer(), devices, budget, standing: [] };
}

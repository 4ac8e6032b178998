import { demonstrationPeople } from '../../shared/demonstration.ts';
import { insert, nothingInMemory } from './device.ts';
import type { Rules } from './rules.ts';
import { atRest } from './search.ts';
import { emptyServer } from './server.ts';
import type { Play, Subject } from './steps.ts';
import { type Budget, copyOf, type Device, type World } from './world.ts';

const nineInTheMorning = Date.UTC(2026, 10, 17, 2);
const names = ['an', 'binh', 'chi'] as const;

/** A finding of a case that nobody has stored; any of the people may remove it. */
export function findingOf(id: string, own: Partial<Pick<Subject, 'fields' | 'mayRemove'>> = {}): Subject {
  const made = {
    ...{ caseId: 'case-1', itemId: '', title: '', kind: 'violation', fact: '', actOn: null, foundOn: '2026-11-17' },
    ...{ provision: null, measure: 'none', measureNote: '' },
  };
  return { collection: 'findings', id, fields: ['title'], made, mayRemove: false, ...own };
}

/** So often each person writes, and so often something goes wrong. */
export function budgetOf(writes: readonly number[], misfortunes: Partial<Omit<Budget, 'writes'>> = {}): Budget {
  return { writes, lost: 0, late: 0, restarts: 0, open: 0, backups: 0, restores: 0, ...misfortunes };
}

/** What is searched: where it begins, and how small the steps are. */
export interface Setting {
  readonly name: string;
  readonly grain: Play['grain'];
  readonly isCalm?: boolean;
  /** Nobody has made the documents yet: two may make one apart. */
  readonly isEmpty?: boolean;
  readonly subjects: readonly Subject[];
  readonly budget: Budget;
}

const one = [findingOf('f1')];
const removable = [findingOf('f1', { mayRemove: true })];
const twoFields = [findingOf('f1', { fields: ['title', 'fact'] })];
const two = [findingOf('f1'), findingOf('f2')];

/** In the order of their size. */
export const settings: readonly Setting[] = [
  { name: 'made apart', grain: 'message', isEmpty: true, subjects: removable, budget: budgetOf([1, 1]) },
  { name: 'two fields', grain: 'message', isCalm: true, subjects: twoFields, budget: budgetOf([1, 1]) },
  { name: 'a lost answer', grain: 'message', subjects: one, budget: budgetOf([1, 1], { lost: 1 }) },
  { name: 'a restart', grain: 'message', subjects: one, budget: budgetOf([1, 1], { restarts: 1 }) },
  { name: 'an old push', grain: 'message', subjects: one, budget: budgetOf([1, 1], { late: 1 }) },
  { name: 'a restore', grain: 'message', subjects: one, budget: budgetOf([1, 0], { backups: 1, restores: 1 }) },
  { name: 'commit order', grain: 'message', subjects: two, budget: budgetOf([1, 1], { open: 1 }) },
  { name: 'removed or edited', grain: 'write', subjects: removable, budget: budgetOf([1, 1]) },
  { name: 'a restart at any write', grain: 'write', subjects: one, budget: budgetOf([1, 1], { restarts: 1 }) },
  { name: 'removed, and an answer lost', grain: 'message', subjects: removable, budget: budgetOf([1, 1], { lost: 1 }) },
  { name: 'settled', grain: 'message', isCalm: true, subjects: one, budget: budgetOf([2, 1]) },
  { name: 'three people', grain: 'message', isCalm: true, subjects: one, budget: budgetOf([1, 1, 1]) },
  {
    name: 'a restore between two writes',
    grain: 'message',
    subjects: one,
    budget: budgetOf([2, 0], { backups: 1, restores: 1 }),
  },
  {
    name: 'a restore, two people',
    grain: 'message',
    subjects: one,
    budget: budgetOf([1, 1], { backups: 1, restores: 1 }),
  },
];

export async function startOf({ grain, isEmpty, subjects, budget }: Setting, rules: Rules): Promise<World> {
  const names = [...new Set(subjects.map(({ collection }) => collection))];
  return isEmpty ? emptyWorld(names, budget) : sharedWorld({ rules, grain, subjects }, budget);
}

/** Everybody has the documents, which the first one made; from here on the budget counts. */
async function sharedWorld(play: Play, budget: Budget): Promise<World> {
  const names = [...new Set(play.subjects.map(({ collection }) => collection))];
  const empty = emptyWorld(names, budgetOf(budget.writes.map(() => 0)));
  const [maker, ...others] = empty.devices;
  if (!maker) throw new Error('nobody is there');
  const making = copyOf(maker);
  for (const { collection, id, made } of play.subjects) insert(making, collection, id, made);
  return { ...(await atRest({ ...empty, devices: [making, ...others] }, play)), budget };
}

/** So many devices, each of another person and with a wrong clock of its own, and a server; nobody has written anything. */
function emptyWorld(collections: readonly string[], budget: Budget): World {
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
  return { server: emptyServer(), devices, budget, entered: { standing: [], isApart: false } };
}

import type { Problem } from '../../problem/problem.ts';
import type { Conflict, Synced } from '../../schema/common.ts';
import { tracedOf } from '../merge/bookkeeping.ts';
import { mostConflicts } from '../merge/entries.ts';
import { leavesOf, writersOf } from '../merge/origins.ts';
import type { Path } from '../merge/place.ts';
import { isSame, isTextSet } from '../merge/shape.ts';
import type { Stamped } from './permission.ts';

const statePath = '/state';

type State = Synced & { readonly _deleted?: boolean };

/**
 * Nobody writes in another's name, and nobody takes out of a document what others have left in it: what differs from the
 * stored state is the pusher's own, or stands in a conflict for all to see; the conflicts are all still there with every
 * value, and one is settled by who pushes it. Null when `next` keeps to that.
 */
export function checkHistory(
  stored: State | null,
  next: State,
  personId: string,
  earlier: readonly Stamped[],
): Problem | null {
  // What nobody has stored is its maker's own: checkWrite sees to that. A restored server gets back what it had lost.
  if (!stored) return null;
  const names = new Set([personId, ...namesIn(stored), ...earlier.map(({ updatedBy }) => updatedBy)]);
  if (!signaturesIn(next).every((name) => names.has(name))) return denied('author');
  const before = stored.conflicts;
  if (
    !changes(stored, next).every(({ path, value, by }) => by === personId || isClaimed(next.conflicts, path, value))
  ) {
    return denied('author');
  }
  const isFull = next.conflicts.length >= mostConflicts;
  if (!before.every((entry) => (isFull && entry.settled) || isKept(entry, next.conflicts))) return denied('history');
  const isOwnChoice = ({ settled, path }: Conflict) =>
    settled === null ||
    settled.by === personId ||
    before.some((entry) => entry.path === path && isSame(entry.settled, settled));
  return next.conflicts.every(isOwnChoice) ? null : denied('author');
}

/** Everyone in whose name something stands in the document. */
function namesIn(state: State): string[] {
  return [...signaturesIn(state), ...(state.origins ?? []).map(({ by }) => by)];
}

/** Who made and last wrote a document, and whose values and choices its conflicts hold. */
function signaturesIn({ createdBy, updatedBy, conflicts }: State): string[] {
  const inConflicts = conflicts.flatMap(({ values, settled }) => [...values, ...(settled ? [settled] : [])]);
  return [createdBy, updatedBy, ...inConflicts.map(({ by }) => by)];
}

interface Change {
  readonly path: Path;
  readonly value: unknown;
  readonly by: string;
}

/**
 * Each value that the stored state has not, and in whose name it stands; of an element that comes back, its parts are not
 * new. Sets of texts are left out: two people's additions make one that neither wrote. So is the state of a case, which is
 * judged by its moves: one who came back to where they began wrote what somebody else had.
 */
function changes(stored: State, next: State): Change[] {
  if (stored._deleted === true) return [];
  const before = leavesOf(tracedOf(stored));
  const places = new Set([...before.keys()].flatMap(ancestorsOf));
  const writerOf = writersOf(next);
  const isNew = ([path, value]: [Path, unknown]) =>
    path !== statePath &&
    !isTextSet(value) &&
    (before.has(path) ? !isSame(before.get(path), value) : places.has(parentOf(path)));
  return [...leavesOf(tracedOf(next))].filter(isNew).map(([path, value]) => ({ path, value, by: writerOf(path).by }));
}

/** True when the value stands in a conflict about the path. */
function isClaimed(conflicts: readonly Conflict[], path: Path, value: unknown): boolean {
  return conflicts.some((entry) => entry.path === path && entry.values.some((claim) => isSame(claim.value, value)));
}

/** A path and all that it lies in, the document itself included. */
function ancestorsOf(path: Path): Path[] {
  return path === '' ? [''] : [path, ...ancestorsOf(parentOf(path))];
}

function parentOf(path: Path): Path {
  return path.slice(0, path.lastIndexOf('/'));
}

/** A settlement stands, perhaps beside a later one; of an open conflict every value does. */
function isKept(entry: Conflict, among: readonly Conflict[]): boolean {
  const there = among.filter(({ path }) => path === entry.path);
  if (entry.settled) return there.some(({ settled }) => isSame(settled, entry.settled));
  return entry.values.every(({ value }) =>
    there.some(({ values }) => values.some((claim) => isSame(claim.value, value))),
  );
}

function denied(rule: 'author' | 'history'): Problem {
  return { code: 'permission.denied', details: { rule } };
}

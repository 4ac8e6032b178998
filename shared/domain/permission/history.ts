import type { Problem } from '../../problem/problem.ts';
import type { Conflict, Synced } from '../../schema/common.ts';
import { tracedOf } from '../merge/bookkeeping.ts';
import { mostConflicts } from '../merge/entries.ts';
import { leavesOf, mostOrigins, writersOf } from '../merge/origins.ts';
import type { Path } from '../merge/place.ts';
import { isSame, isTextSet } from '../merge/shape.ts';
import type { Stamped } from './permission.ts';

const statePath = '/state';

type State = Synced & { readonly _deleted?: boolean };

/**
 * Nobody writes in another's name, and nobody takes out of a document what others have left in it: what differs from the
 * stored state is the pusher's own, or stands in a conflict for all to see; what does not stays in the name that it stood
 * in, or is what the pusher wrote too; the conflicts are all still there with every value, and one is settled by who pushes
 * it. Null when `next` keeps to that.
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
  const isNameGivenUp = (next.origins?.length ?? 0) >= mostOrigins;
  const isHonest = ({ path, value, by, byBefore }: Named) =>
    by === personId || (byBefore === null ? isClaimed(next.conflicts, path, value) : by === byBefore || isNameGivenUp);
  if (!namedValues(stored, next).every(isHonest)) return denied('author');
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

/** A value and in whose name it stands; `byBefore`: in whose name it stood, null when it was not there. */
interface Named {
  readonly path: Path;
  readonly value: unknown;
  readonly by: string;
  readonly byBefore: string | null;
}

/**
 * The values of a document; of an element that comes back, its parts are left out: they stand under their maker's name. So
 * are sets of texts: two people's additions make one that neither wrote. So is the state of a case, which is judged by its
 * moves: one who came back to where they began wrote what somebody else had.
 */
function namedValues(stored: State, next: State): Named[] {
  if (stored._deleted === true) return [];
  const before = leavesOf(tracedOf(stored));
  const places = new Set([...before.keys()].flatMap(ancestorsOf));
  const [writerBefore, writerOf] = [writersOf(stored), writersOf(next)];
  return [...leavesOf(tracedOf(next))]
    .filter(
      ([path, value]) => path !== statePath && !isTextSet(value) && (before.has(path) || places.has(parentOf(path))),
    )
    .map(([path, value]) => {
      const isOld = before.has(path) && isSame(before.get(path), value);
      return { path, value, by: writerOf(path).by, byBefore: isOld ? writerBefore(path).by : null };
    });
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

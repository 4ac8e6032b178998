import type { Problem } from '../../problem/problem.ts';
import type { Conflict, Synced } from '../../schema/common.ts';
import { serverName } from '../../schema/people.ts';
import { tracedOf } from '../merge/bookkeeping.ts';
import { leavesOf, writersOf } from '../merge/origins.ts';
import { documentPath, isWithin, type Path, under, valueAt } from '../merge/place.ts';
import { isSame, isTextSet } from '../merge/shape.ts';
import { isRemovalClaim } from '../merge/sides.ts';
import { mergeRulesOf } from '../merge-rules.ts';
import { checkDifferences, type Known } from './differences.ts';
import type { Stamped } from './permission.ts';

const statePath = '/state';

type State = Synced & { readonly _deleted?: boolean };

/**
 * Nobody writes in another's name, and nobody takes out of a document what others have left in it: what differs from the
 * stored state is the pusher's own, or stands in a difference for all to see; what does not stays in the name that it stood
 * in, or is what the pusher wrote too. Deleted values count as those of any state. Null when `next` keeps to that.
 */
export function checkHistory(
  collection: string,
  stored: State | null,
  next: State,
  personId: string,
  earlier: readonly Stamped[],
): Problem | null {
  // What nobody has stored is its maker's own. A server that has lost it has its number back.
  if (!stored) return namesIn(next).every((name) => name === personId || name === serverName) ? null : notTheirs;
  const known: Known = {
    personId,
    latest: latestOf([...writersIn(stored), ...earlier.map(({ updatedBy: by, updatedAt: at }) => ({ by, at }))]),
    names: new Set([personId, ...namesIn(stored), ...earlier.map(({ updatedBy }) => updatedBy)]),
  };
  if (!namesIn(next).every((name) => known.names.has(name))) return notTheirs;
  const whole = new Set(mergeRulesOf(collection).whole?.map((field) => under('', field)));
  return hasTrueNames(stored, next, known, whole) ? checkDifferences(stored, next, known) : notTheirs;
}

/** Everyone in whose name something stands in the document. */
function namesIn(state: State): string[] {
  const { createdBy, updatedBy, conflicts, origins = [] } = state;
  const chosen = conflicts.flatMap(({ settled }) => (settled ? [settled.by] : []));
  const claimed = conflicts.flatMap(({ values }) => values.map(({ by }) => by));
  return [createdBy, updatedBy, ...chosen, ...claimed, ...origins.map(({ by }) => by)];
}

interface Written {
  readonly by: string;
  readonly at: string;
}

/** Every write that the document names. */
function writersIn({ updatedBy, updatedAt, conflicts, origins = [] }: State): Written[] {
  return [{ by: updatedBy, at: updatedAt }, ...origins, ...conflicts.flatMap(({ values }) => values)];
}

/** The latest write of each person. */
function latestOf(writes: readonly Written[]): Map<string, string> {
  const latest = new Map<string, string>();
  for (const { by, at } of writes) if (at >= (latest.get(by) ?? '')) latest.set(by, at);
  return latest;
}

/**
 * True when every value stands in the name of who wrote it. The state of a case is judged by its moves instead: one who came
 * back to where they began wrote what somebody else had. A set of texts that two have added to stands in the name of the
 * later, who may be the one before: neither wrote what is in it now. `whole`: lists that are not mixed so.
 */
function hasTrueNames(stored: State, next: State, known: Known, whole: ReadonlySet<Path>): boolean {
  const before = leavesOf(tracedOf(stored));
  const [writerBefore, writerOf] = [writersOf(stored), writersOf(next)];
  return [...leavesOf(tracedOf(next))].every(([path, value]) => {
    const { by } = writerOf(path);
    if (by === known.personId || path === statePath) return true;
    if (by === writerBefore(path).by && before.has(path) && isSame(before.get(path), value)) return true;
    if (isTextSet(value) && !whole.has(path) && (value.length === 0 || by === writerBefore(path).by)) return true;
    return isClaimed(path, value, by) || isPartOfDifference(path, value);
  });

  function isClaimed(path: Path, value: unknown, by: string): boolean {
    return next.conflicts.some(
      (entry) => entry.path === path && entry.values.some((claim) => claim.by === by && isSame(claim.value, value)),
    );
  }

  /** It lies in an element that one removed and another edited, or in a whole value between which people choose. */
  function isPartOfDifference(path: Path, value: unknown): boolean {
    return next.conflicts.some((entry) => {
      if (entry.path === path || entry.path === documentPath || !isWithin(path, entry.path)) return false;
      return entry.values.every(isRemovalClaim) ? !before.has(path) : holdsWithin(entry, path, value);
    });
  }
}

function holdsWithin(entry: Conflict, path: Path, value: unknown): boolean {
  const inner = path.slice(entry.path.length);
  return entry.values.some((claim) => isSame(valueAt({ value: claim.value }, `/value${inner}`), value));
}

const notTheirs: Problem = { code: 'permission.denied', details: { rule: 'author' } };

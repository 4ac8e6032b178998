import { ProblemError } from '../../problem/problem.ts';
import type { Conflict, Synced } from '../../schema/common.ts';
import { revisionOf } from '../revision.ts';
import type { Mergeable } from './bookkeeping.ts';
import { type Claim, claimOf, distinctClaims, stampOf } from './claim.ts';
import { mostValues } from './entries.ts';
import { type WriteStamp, writeAs, writersOf } from './origins.ts';
import { documentPath, isRecord, isThere, type Path, valueAt, withValueAt } from './place.ts';
import { isSame } from './shape.ts';
import { isRemovalClaim } from './sides.ts';

/**
 * Settles a conflict: the chosen value (one of its values or another) becomes the field's, every value stays in the
 * entry with who chose and why. In a conflict about a removal the value is `{ deleted }`; chosen for the document
 * itself, the result is `_deleted`. Throws `notFound` when the document has no such conflict.
 */
export function settleConflict<Document extends Mergeable>(
  document: Document,
  conflictId: string,
  value: unknown,
  reason: string,
  stamp: WriteStamp,
): Document {
  const conflict = document.conflicts.find((entry) => entry.id === conflictId);
  if (!conflict) throw new ProblemError('notFound', { conflict: conflictId });
  const settled = { value, by: stamp.by, at: stamp.at, reason };
  const entries = withPresent(conflict, presentClaim(document, conflict), stamp).map((entry) => ({
    ...entry,
    settled,
  }));
  const conflicts = document.conflicts.flatMap((entry) => (entry.id === conflictId ? entries : [entry]));
  return writeAs(document, { ...chosen(document, conflict, value), conflicts }, stamp, [conflict.path]);
}

/** Conflicts that wait for a person: not settled, and about something that is still there. */
export function openConflicts(document: Synced): Conflict[] {
  return document.conflicts.filter((entry) => entry.settled === null && isThere(document, entry.path));
}

/** The conflicts about one field and what lies in it, settled ones included, for the field's history. */
export function conflictsWithin(document: Synced, path: Path): Conflict[] {
  return document.conflicts.filter((entry) => entry.path === path || entry.path.startsWith(`${path}/`));
}

/** True when people differ about removing something, not about its value: the values are `RemovalChoice`s. */
export function isAboutRemoval(conflict: Conflict): boolean {
  return conflict.path === documentPath || conflict.values.every(isRemovalClaim);
}

/** True for the value of a conflict about a removal that removes. */
export function isToGo(value: unknown): boolean {
  return isRecord(value) && value.deleted === true;
}

/** The conflict with the value that stands among its own; of a full one a second part takes it. */
function withPresent(conflict: Conflict, present: Claim, { by, at }: WriteStamp): Conflict[] {
  const { id, values } = conflict;
  if (values.some((each) => isSame(each.value, present.value))) return [conflict];
  const all = distinctClaims([...values, present]);
  if (all.length <= mostValues) return [{ ...conflict, values: all }];
  // One value alone is no choice.
  return [
    conflict,
    { ...conflict, id: revisionOf({ of: id, full: at, by }), values: distinctClaims([...values.slice(-1), present]) },
  ];
}

function chosen<Document extends Mergeable>(document: Document, conflict: Conflict, value: unknown): Document {
  if (!isAboutRemoval(conflict)) return withValueAt(document, conflict.path, value);
  const isGone = isToGo(value);
  if (conflict.path === documentPath)
    return '_deleted' in document || isGone ? { ...document, _deleted: isGone } : document;
  return isGone ? withValueAt(document, conflict.path, undefined) : document;
}

function presentClaim(document: Synced, conflict: Conflict): Claim {
  if (isAboutRemoval(conflict)) return claimOf({ deleted: !isThere(document, conflict.path) }, stampOf(document));
  return claimOf(valueAt(document, conflict.path), writersOf(document)(conflict.path));
}

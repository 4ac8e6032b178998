import type { Problem } from '../../problem/problem.ts';
import type { InspectionCase } from '../../schema/cases.ts';
import { contentOf } from '../merge/bookkeeping.ts';
import { isSame } from '../merge/shape.ts';
import { isApproved } from '../workflow/lock.ts';

/** What of an approved case still changes: where it is on its way, and the deadline that follows from that. */
const openAfterApproval: ReadonlySet<string> = new Set(['state', 'moves', 'dueOn', 'dueRule']);

/**
 * Refuses to change of an approved case what was approved, and to delete a case that has begun: by `stored`, what the case
 * was.
 */
export function checkApprovedCase(
  stored: InspectionCase,
  next: InspectionCase & { readonly _deleted?: boolean },
): Problem | null {
  const locked: Problem = {
    code: 'workflow.refused',
    details: { rule: 'locked', from: stored.state, to: stored.state },
  };
  if (next._deleted === true && stored.moves.length > 0) return locked;
  if (!isApproved(stored.state)) return null;
  const [before, after] = [contentOf(stored), contentOf(next)];
  const isFast = (field: string) => openAfterApproval.has(field) || isSame(before[field], after[field]);
  const known = new Set(stored.conflicts.map(({ id }) => id));
  const isOpened = next.conflicts.some(({ id, path, settled }) => !known.has(id) && path !== '/state' && !settled);
  return !isOpened && Object.keys({ ...before, ...after }).every(isFast) ? null : locked;
}

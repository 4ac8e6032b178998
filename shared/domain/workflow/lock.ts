import type { Problem } from '../../problem/problem.ts';
import { type CaseState, caseStates, type InspectionCase } from '../../schema/cases.ts';
import { contentOf } from '../merge/bookkeeping.ts';
import { isSame } from '../merge/shape.ts';

const afterApproval: readonly CaseState[] = ['approved', 'handling', 'followUp', 'closed'];

/** From which states on a case's documents stand fast; a collection that is not named never does. */
const lockedIn: Readonly<Partial<Record<string, readonly CaseState[]>>> = {
  answers: afterApproval,
  findings: afterApproval,
  cases: ['closed'],
};
/** What of an approved case still changes: where it is on its way, and the deadline that follows from that. */
const openAfterApproval: ReadonlySet<string> = new Set(['state', 'moves', 'dueOn', 'dueRule']);

/** True from the approval on: what was approved stands. */
export function isApproved(state: string): boolean {
  return (afterApproval as readonly string[]).includes(state);
}

/**
 * Refuses to change what has been approved: answers and findings once the case is approved, the case once it is closed.
 * Work that a laptop brings later is refused for good, and so kept on the device with its reason. While a case is
 * submitted it still accepts what its team did before it knew; the window offers no editing then (`mayEdit`).
 */
export function checkLock(collection: string, state: string): Problem | null {
  const states: readonly string[] = lockedIn[collection] ?? [];
  return states.includes(state)
    ? { code: 'workflow.refused', details: { rule: 'locked', from: state, to: state } }
    : null;
}

/**
 * Refuses to change of an approved case what was approved, and to delete a case that has begun: by `stored`, what the case
 * was.
 */
export function checkCaseLock(
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

/** States in which the team works on checklist and findings. */
export function mayEdit(state: CaseState): boolean {
  return caseStates.indexOf(state) < caseStates.indexOf('submitted') || state === 'returned';
}

import type { Problem } from '../../problem/problem.ts';
import { type CaseState, caseStates } from '../../schema/cases.ts';

const afterApproval: readonly CaseState[] = ['approved', 'handling', 'followUp', 'closed'];

/** From which states on a case's documents stand fast; a collection that is not named never does. */
const lockedIn: Readonly<Partial<Record<string, readonly CaseState[]>>> = {
  answers: afterApproval,
  findings: afterApproval,
  evidence: afterApproval,
  documents: afterApproval,
  cases: ['closed'],
};

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
  return states.includes(state) ? locked(state) : null;
}

function locked(state: string): Problem {
  return { code: 'workflow.refused', details: { rule: 'locked', from: state, to: state } };
}

/**
 * What its team says of a review remark is said before the approval. A supervisor's own word may reach the server after the
 * approval that it came before.
 */
export function checkReplyLock(kind: string, isSupervisor: boolean, state: string): Problem | null {
  return kind === 'reply' && !isSupervisor && isApproved(state) ? locked(state) : null;
}

/** States in which the team works on checklist and findings. */
export function mayEdit(state: CaseState): boolean {
  return caseStates.indexOf(state) < caseStates.indexOf('submitted') || state === 'returned';
}

/** States before the team begins its work on site: what is written by then prepares it. */
export function isBeforeVisit(state: CaseState): boolean {
  return caseStates.indexOf(state) < caseStates.indexOf('onSite');
}

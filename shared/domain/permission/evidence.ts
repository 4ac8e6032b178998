import type { Problem } from '../../problem/problem.ts';
import type { Evidence, SignedRecord } from '../../schema/evidence.ts';
import { isSame } from '../merge/shape.ts';
import type { CaseParties } from './permission.ts';

/** What the rules must know of the case: who leads it. */
export type EvidenceCase = Pick<CaseParties, 'team'>;

/** An original's document that somebody pushes. */
export interface EvidenceWrite {
  readonly personId: string;
  readonly stored: Evidence | null;
  readonly next: Evidence;
  /** The case as it is stored; null while it has not come yet. */
  readonly inspectionCase: EvidenceCase | null;
  /** True when the signature is the record's, by a key that its taker's laptop has told the server. */
  readonly isSigned: (signed: SignedRecord) => boolean;
}

/**
 * What was recorded of an original when it was taken in stands for good, in the name of who took it, signed by their laptop. Who took
 * it, or who leads the case, may withdraw it, with a reason and for good; it is never removed. Null when `next` keeps to that.
 */
export function checkEvidence({ personId, stored, next, inspectionCase, isSigned }: EvidenceWrite): Problem | null {
  const { record } = next.signed;
  if (record.evidenceId !== next.id) return invalid('signed/record/evidenceId');
  if (record.caseId !== next.caseId) return invalid('signed/record/caseId');
  if (record.takenBy !== next.createdBy) return invalid('signed/record/takenBy');
  if (stored ? !isSame(stored.signed, next.signed) : !isSigned(next.signed)) return denied('record');
  const { withdrawn } = next;
  if (isSame(stored?.withdrawn ?? null, withdrawn)) return null;
  if (withdrawn === null || withdrawn.by !== personId) return denied('withdrawn');
  if (withdrawn.reason.trim() === '') return invalid('withdrawn/reason');
  return mayWithdraw(personId, record.takenBy, inspectionCase) ? null : denied('withdrawn');
}

/** True when the person may take an original out of the case's documents: who took it, and who leads the case. */
export function mayWithdraw(personId: string, takenBy: string, inspectionCase: EvidenceCase | null): boolean {
  return personId === takenBy || leads(personId, inspectionCase);
}

function leads(personId: string, inspectionCase: EvidenceCase | null): boolean {
  return inspectionCase?.team.some(({ id, role }) => id === personId && role === 'leader') ?? false;
}

function denied(rule: 'record' | 'withdrawn'): Problem {
  return { code: 'permission.denied', details: { rule } };
}

function invalid(field: string): Problem {
  return { code: 'document.invalid', details: { field } };
}

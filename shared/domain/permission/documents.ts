import type { Problem } from '../../problem/problem.ts';
import type { OfficialDocument } from '../../schema/documents.ts';
import { isSame } from '../merge/shape.ts';
import type { CaseParties } from './permission.ts';

/** An official document that somebody pushes. */
export interface DocumentWrite {
  readonly personId: string;
  readonly stored: OfficialDocument | null;
  readonly next: OfficialDocument & { readonly _deleted?: boolean };
  /** The case as it is stored; null while it has not come yet. */
  readonly inspectionCase: Pick<CaseParties, 'team'> | null;
}

/**
 * What a document is stays: its kind, its form, its entity. Signatures and refusals are only ever added, each in the name of
 * whose laptop took it; a document that has one is cancelled with a reason, by its maker or the case's leader and for good, and
 * no longer removed. Null when `next` keeps to that.
 */
export function checkDocument({ personId, stored, next, inspectionCase }: DocumentWrite): Problem | null {
  if (stored && (stored.kind !== next.kind || stored.formId !== next.formId || stored.entityId !== next.entityId)) {
    return denied('form');
  }
  if (next._deleted === true && stored && isSigned(stored)) return denied('signed');
  const before = { signatures: stored?.signatures ?? [], refusals: stored?.refusals ?? [] };
  if (!onlyAdds(before.signatures, next.signatures, personId)) return denied('signed');
  if (!onlyAdds(before.refusals, next.refusals, personId)) return denied('signed');
  const { cancelled } = next;
  if (isSame(stored?.cancelled ?? null, cancelled)) return null;
  if (cancelled === null || cancelled.by !== personId) return denied('cancelled');
  if (cancelled.reason.trim() === '') return { code: 'document.invalid', details: { field: 'cancelled/reason' } };
  return mayCancel(personId, next.createdBy, inspectionCase) ? null : denied('cancelled');
}

/** True when somebody has signed the document, or refused to. */
export function isSigned({ signatures, refusals }: Pick<OfficialDocument, 'signatures' | 'refusals'>): boolean {
  return signatures.length > 0 || refusals.length > 0;
}

/** True when the person may cancel a signed document: who made it, and who leads the case. */
export function mayCancel(
  personId: string,
  createdBy: string,
  inspectionCase: Pick<CaseParties, 'team'> | null,
): boolean {
  if (personId === createdBy) return true;
  return inspectionCase?.team.some(({ id, role }) => id === personId && role === 'leader') ?? false;
}

interface Given {
  readonly id: string;
  readonly by: string;
}

/** True when each that was there is there as it was, and the others are the person's own. */
function onlyAdds(before: readonly Given[], after: readonly Given[], personId: string): boolean {
  const known = new Map(before.map((each) => [each.id, each]));
  const kept = after.filter(({ id }) => known.has(id));
  if (kept.length !== known.size || new Set(after.map(({ id }) => id)).size !== after.length) return false;
  return after.every((each) => (known.has(each.id) ? isSame(known.get(each.id), each) : each.by === personId));
}

function denied(rule: 'form' | 'signed' | 'cancelled'): Problem {
  return { code: 'permission.denied', details: { rule } };
}

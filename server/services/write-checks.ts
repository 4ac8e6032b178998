import { checkIdentity } from '../../shared/domain/permission/identity.ts';
import { checkWrite, type WrittenState } from '../../shared/domain/permission/permission.ts';
import type { CollectionName } from '../../shared/domain/permission/rules.ts';
import { checkMoves } from '../../shared/domain/workflow/check-moves.ts';
import { checkLock } from '../../shared/domain/workflow/lock.ts';
import type { Problem } from '../../shared/problem/problem.ts';
import type { InspectionCase } from '../../shared/schema/cases.ts';
import type { Proposal, WireDocument } from './proposal.ts';

/** What a document is for good, who may write, what stands fast, and whether a case's moves are moves of its workflow: the first objection, or null. */
export function checkProposal(collection: CollectionName, proposal: Proposal): Problem | null {
  const { person, stored, next, earlier } = proposal;
  const storedCase = stored && caseIn(stored);
  const inspectionCase = collection === 'cases' ? storedCase : proposal.inspectionCase;
  const write = {
    collection,
    stored: stored && writtenState(stored),
    next: writtenState(next),
    earlier,
    inspectionCase,
  };
  return (
    checkIdentity(collection, stored, next) ??
    checkWrite(person, write) ??
    (inspectionCase && checkLock(collection, inspectionCase.state)) ??
    (collection === 'cases' ? checkMoves(storedCase, caseIn(next), person) : null)
  );
}

/** Every stored and every proposed document has passed its collection's schema. */
function caseIn(document: WireDocument): InspectionCase {
  return document as unknown as InspectionCase;
}

function writtenState(document: WireDocument): WrittenState {
  return {
    scope: String(document.scope),
    createdBy: String(document.createdBy),
    createdAt: String(document.createdAt),
    updatedBy: String(document.updatedBy),
    updatedAt: String(document.updatedAt),
    deleted: document._deleted,
  };
}

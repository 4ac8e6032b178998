import { checkActivity } from '../../shared/domain/permission/activity.ts';
import { checkApprovedCase } from '../../shared/domain/permission/approved-case.ts';
import { checkDocument } from '../../shared/domain/permission/documents.ts';
import { checkEvidence } from '../../shared/domain/permission/evidence.ts';
import { checkHistory } from '../../shared/domain/permission/history.ts';
import { checkIdentity } from '../../shared/domain/permission/identity.ts';
import { checkWrite, type WrittenState } from '../../shared/domain/permission/permission.ts';
import type { CollectionName } from '../../shared/domain/permission/rules.ts';
import { checkTeam } from '../../shared/domain/permission/team.ts';
import { checkTemplate } from '../../shared/domain/permission/templates.ts';
import { checkMoves } from '../../shared/domain/workflow/check-moves.ts';
import { checkLock, checkReplyLock } from '../../shared/domain/workflow/lock.ts';
import type { Problem } from '../../shared/problem/problem.ts';
import type { Activity } from '../../shared/schema/activity.ts';
import type { InspectionCase } from '../../shared/schema/cases.ts';
import type { Synced } from '../../shared/schema/common.ts';
import type { OfficialDocument } from '../../shared/schema/documents.ts';
import type { Evidence } from '../../shared/schema/evidence.ts';
import type { Person } from '../../shared/schema/people.ts';
import type { Template } from '../../shared/schema/templates.ts';
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
    checkHistory(collection, stored && syncedIn(stored), syncedIn(next), person.id, earlier) ??
    (inspectionCase && checkLock(collection, inspectionCase.state)) ??
    (collection === 'evidence' ? checkOriginal(proposal) : null) ??
    (collection === 'documents' ? checkPaper(proposal) : null) ??
    (collection === 'templates'
      ? checkTemplate({ stored: stored && templateIn(stored), next: templateIn(next) })
      : null) ??
    (collection === 'activity' ? checkTold(activityIn(next), proposal) : null) ??
    (collection === 'cases' ? checkCase(storedCase, caseIn(next), person) : null)
  );
}

function checkCase(stored: InspectionCase | null, next: InspectionCase, person: Person): Problem | null {
  return (
    (stored && (checkTeam(stored, next, person) ?? checkApprovedCase(stored, next))) ?? checkMoves(stored, next, person)
  );
}

function checkOriginal({ person, stored, next, inspectionCase, isSigned }: Proposal): Problem | null {
  const write = { personId: person.id, stored: stored && evidenceIn(stored), next: evidenceIn(next), isSigned };
  return checkEvidence({ ...write, inspectionCase });
}

function checkPaper({ person, stored, next, inspectionCase }: Proposal): Problem | null {
  const write = { personId: person.id, stored: stored && paperIn(stored), next: paperIn(next), inspectionCase };
  return checkDocument(write);
}

function checkTold(activity: Activity, { person, inspectionCase }: Proposal): Problem | null {
  return (
    checkActivity(activity, person, inspectionCase) ??
    (inspectionCase && checkReplyLock(activity.kind, person.role === 'supervisor', inspectionCase.state))
  );
}

function syncedIn(document: WireDocument): Synced {
  return document as unknown as Synced;
}

function activityIn(document: WireDocument): Activity {
  return document as unknown as Activity;
}

function evidenceIn(document: WireDocument): Evidence {
  return document as unknown as Evidence;
}

function paperIn(document: WireDocument): OfficialDocument {
  return document as unknown as OfficialDocument;
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

function templateIn(document: WireDocument): Template {
  return document as unknown as Template;
}

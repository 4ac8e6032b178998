import { isWrongTaxCode } from '../../../shared/domain/entity/tax-code.ts';
import type { CaseDraft } from './draft.ts';

/** Fields that can be at fault, in the order in which they stand on the page. */
export const draftFields = [
  'entity',
  'entityName',
  'entityCode',
  'entityAddress',
  'procedure',
  'templates',
  'groundNumber',
  'groundIssuedBy',
  'startsOn',
  'endsOn',
  'periodTo',
  'team',
  'content',
] as const;
export type DraftField = (typeof draftFields)[number];

/** Fault of a field: its sentence is `newCase:fault.<fault>`. */
export type DraftFault =
  | 'entityNeeded'
  | 'nameNeeded'
  | 'codeWrong'
  | 'addressNeeded'
  | 'noProcedure'
  | 'templateNeeded'
  | 'groundNeeded'
  | 'issuerNeeded'
  | 'startNeeded'
  | 'endNeeded'
  | 'endsBeforeStart'
  | 'periodBackwards'
  | 'teamNeeded'
  | 'contentNeeded';

export type DraftFaults = Partial<Record<DraftField, DraftFault>>;

/** What keeps the draft from becoming a case. A specialised check may begin before its decision has a number. */
export function faultsOf(draft: CaseDraft, hasProcedure: boolean): DraftFaults {
  const { entityId, newEntity, legalGround, startsOn, endsOn, periodFrom, periodTo } = draft;
  const faults: DraftFaults = {};
  if (!entityId && !newEntity) faults.entity = 'entityNeeded';
  if (newEntity && !newEntity.name.trim()) faults.entityName = 'nameNeeded';
  if (newEntity && isWrongTaxCode(newEntity.code)) faults.entityCode = 'codeWrong';
  if (newEntity && !newEntity.address.trim()) faults.entityAddress = 'addressNeeded';
  if (startsOn && !hasProcedure) faults.procedure = 'noProcedure';
  if (draft.templateIds.length === 0) faults.templates = 'templateNeeded';
  if (legalGround.issuedOn && !legalGround.number.trim()) faults.groundNumber = 'groundNeeded';
  if (legalGround.number.trim() && !legalGround.issuedBy.trim()) faults.groundIssuedBy = 'issuerNeeded';
  if (!startsOn) faults.startsOn = 'startNeeded';
  if (!endsOn) faults.endsOn = 'endNeeded';
  if (startsOn && endsOn && endsOn < startsOn) faults.endsOn = 'endsBeforeStart';
  if (periodFrom && periodTo && periodTo < periodFrom) faults.periodTo = 'periodBackwards';
  if (draft.team.length === 0) faults.team = 'teamNeeded';
  if (!draft.content.trim()) faults.content = 'contentNeeded';
  return faults;
}

/** The fault that stands first on the page; null when there is none. */
export function firstFault(faults: DraftFaults): DraftField | null {
  return draftFields.find((field) => faults[field]) ?? null;
}

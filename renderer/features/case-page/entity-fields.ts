import { isWrongTaxCode, readTaxCode } from '../../../shared/domain/entity/tax-code.ts';
import type { InspectionCase } from '../../../shared/schema/cases.ts';
import type { ManagedEntity } from '../../../shared/schema/entities.ts';
import type { NewDocument, Workspace } from '../../data/workspace.ts';

/** What the form types of the entity: its name and address as the case has them, the rest as its own document does. */
export interface EntityFields {
  entityName: string;
  entityAddress: string;
  entityCode: string;
  representative: string;
  representativeTitle: string;
  phone: string;
}

/** A case and its entity, which this device may not hold. */
export interface CaseAndEntity {
  readonly inspectionCase: InspectionCase;
  readonly entity: ManagedEntity | null;
}

export function entityFieldsOf({ inspectionCase, entity }: CaseAndEntity): EntityFields {
  return {
    entityName: inspectionCase.entityName,
    entityAddress: inspectionCase.entityAddress,
    entityCode: entity?.code ?? '',
    representative: entity?.representative ?? '',
    representativeTitle: entity?.representativeTitle ?? '',
    phone: entity?.phone ?? '',
  };
}

/** Which of the case's copies are the entity's own: what is corrected there is corrected in both. */
export interface SharedFields {
  readonly name: boolean;
  readonly address: boolean;
}

/** To be asked once, before anything is typed: half a word must not make two addresses alike. */
export function sharedFieldsOf({ inspectionCase, entity }: CaseAndEntity): SharedFields {
  return {
    name: inspectionCase.entityName !== '' && inspectionCase.entityName === entity?.name,
    address: inspectionCase.entityAddress !== '' && inspectionCase.entityAddress === entity?.address,
  };
}

/**
 * Saves what was typed over what was `seen`; its entity is null where it may not be written. Name and address go into the
 * case, and first into the entity where that has the case's own: a slip of the pen is corrected in both, a visit at
 * another address stays the case's. A name is never emptied, and a code that is none is not saved.
 */
export async function saveEntityFields(
  workspace: Workspace,
  typed: Partial<EntityFields>,
  { inspectionCase, entity }: CaseAndEntity,
  shared: SharedFields,
): Promise<void> {
  const { entityCode: code, representative, representativeTitle, phone, entityAddress: address } = typed;
  const name = typed.entityName?.trim();
  // A colleague may have corrected the entity since: then the case is all that was seen, and all that is written.
  const still = sharedFieldsOf({ inspectionCase, entity });
  const ofEntity: Partial<NewDocument<'entities'>> = {
    ...(name && shared.name && still.name && { name }),
    ...(address !== undefined && shared.address && still.address && { address }),
    ...(code !== undefined && !isWrongTaxCode(code) && { code: readTaxCode(code) ?? '' }),
    ...(representative !== undefined && { representative }),
    ...(representativeTitle !== undefined && { representativeTitle }),
    ...(phone !== undefined && { phone }),
  };
  if (entity && Object.keys(ofEntity).length > 0) {
    await workspace.change('entities', entity.id, () => ofEntity, entity);
  }
  const ofCase = { ...(name && { entityName: name }), ...(address !== undefined && { entityAddress: address }) };
  if (Object.keys(ofCase).length > 0) await workspace.change('cases', inspectionCase.id, () => ofCase, inspectionCase);
}

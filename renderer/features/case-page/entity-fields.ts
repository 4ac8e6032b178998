import { readTaxCode } from '../../../shared/domain/entity/tax-code.ts';
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

/**
 * Saves what was typed over what was `seen`. Name and address go into the case, and into the entity where that has the
 * case's own: a slip of the pen is corrected in both, a visit at another address stays the case's. A name is never
 * emptied, and a code that is none is not saved.
 */
export async function saveEntityFields(
  workspace: Workspace,
  typed: Partial<EntityFields>,
  { inspectionCase, entity }: CaseAndEntity,
): Promise<void> {
  const { cases, entities } = workspace.collections;
  const before = await cases.findOne(inspectionCase.id).exec(true);
  const known = entity && (await entities.findOne(entity.id).exec());
  const name = typed.entityName?.trim();
  const address = typed.entityAddress;
  const ofCase = { ...(name && { entityName: name }), ...(address !== undefined && { entityAddress: address }) };
  if (Object.keys(ofCase).length > 0) await workspace.change('cases', inspectionCase.id, () => ofCase, inspectionCase);
  if (!known) return;
  const { entityCode: code, representative, representativeTitle, phone } = typed;
  const ofEntity: Partial<NewDocument<'entities'>> = {
    ...(name && known.name === before.entityName && { name }),
    ...(address !== undefined && known.address === before.entityAddress && { address }),
    ...(code !== undefined && isCode(code) && { code: readTaxCode(code) ?? '' }),
    ...(representative !== undefined && { representative }),
    ...(representativeTitle !== undefined && { representativeTitle }),
    ...(phone !== undefined && { phone }),
  };
  if (Object.keys(ofEntity).length > 0) await workspace.change('entities', known.id, () => ofEntity, entity);
}

/** True for an enterprise or tax code, and for none at all. */
export function isCode(typed: string): boolean {
  return typed.trim() === '' || readTaxCode(typed) !== null;
}

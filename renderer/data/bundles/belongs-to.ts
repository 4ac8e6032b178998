import type { InspectionCase } from '../../../shared/schema/cases.ts';
import type { CollectionName } from '../workspace.ts';

/** True when a document is the case, its entity, or one of the documents that belong to it. */
export function belongsTo(
  name: CollectionName,
  { id, caseId }: Readonly<Record<string, unknown>>,
  inspectionCase: Pick<InspectionCase, 'id' | 'entityId'>,
): boolean {
  if (name === 'cases') return id === inspectionCase.id;
  if (name === 'entities') return id === inspectionCase.entityId;
  return name !== 'reference' && caseId === inspectionCase.id;
}

import { earlierCases } from '../../../shared/domain/trip/earlier-cases.ts';
import type { InspectionCase } from '../../../shared/schema/cases.ts';
import type { Evidence } from '../../../shared/schema/evidence.ts';
import type { Collections } from '../../data/workspace.ts';

/** What this laptop knows of earlier cases of an entity. */
export interface EarlierVisits {
  readonly cases: number;
  /** Of the last one. */
  readonly findings: number;
  readonly evidence: readonly Evidence[];
}

/** Originals that are looked for: of a visit with more the first ones. */
const mostOriginals = 200;

/** The entity's earlier cases, and what the last one found and took. */
export async function earlierVisits(
  { cases, findings, evidence }: Pick<Collections, 'cases' | 'findings' | 'evidence'>,
  inspectionCase: Pick<InspectionCase, 'id' | 'entityId' | 'startsOn'>,
): Promise<EarlierVisits> {
  const all = await cases.find({ selector: { entityId: { $eq: inspectionCase.entityId } } }).exec();
  const earlier = earlierCases(all, inspectionCase);
  const [last] = earlier;
  if (!last) return { cases: 0, findings: 0, evidence: [] };
  const selector = { caseId: { $eq: last.id } };
  const [found, taken] = await Promise.all([
    findings.find({ selector }).exec(),
    evidence.find({ selector, sort: [{ caseId: 'asc' }, { createdAt: 'asc' }], limit: mostOriginals }).exec(),
  ]);
  const standing = taken.map((each) => each.toMutableJSON()).filter(({ withdrawn }) => withdrawn === null);
  return { cases: earlier.length, findings: found.length, evidence: standing };
}

import type { Activity } from '../../schema/activity.ts';
import type { Answer } from '../../schema/answers.ts';
import type { InspectionCase } from '../../schema/cases.ts';
import type { Synced } from '../../schema/common.ts';
import type { Finding } from '../../schema/findings.ts';
import type { PenaltyData } from '../../schema/reference-data.ts';
import type { ChecklistSection } from '../checklist/checklist.ts';
import { progressOf } from '../checklist/progress.ts';
import { openConflicts } from '../merge/settle.ts';
import { type Dated, isInForce } from '../reference.ts';
import { openRemarks } from '../review/remarks.ts';
import type { CaseFacts, PlacedConflict } from './conditions.ts';

/** Gathers what the conditions of a move look at; `checklist` is the case's own, from `checklistOf`. */
export function caseFacts(parts: {
  readonly inspectionCase: InspectionCase;
  readonly checklist: readonly ChecklistSection[];
  readonly answers: readonly Answer[];
  readonly findings: readonly Finding[];
  readonly activity: readonly Activity[];
  /** The penalty catalogue. */
  readonly penalties: readonly Dated<PenaltyData>[];
}): CaseFacts {
  const { inspectionCase, checklist, answers, findings, activity, penalties } = parts;
  const { requiredUnanswered, asked } = progressOf(checklist, answers);
  const valueAt = new Map(answers.map(({ itemId, value }) => [itemId, value]));
  const found = new Set(findings.map(({ itemId }) => itemId));
  return {
    inspectionCase,
    requiredUnanswered,
    findings,
    outOfForce: findings.filter((finding) => !appliesThen(finding, penalties)),
    contradicted: findings.filter(({ kind, itemId }) => {
      const value = valueAt.get(itemId);
      return kind === 'violation' && (value === 'compliant' || value === 'notApplicable');
    }),
    withoutFinding: checklist
      .flatMap(({ items }) => items)
      .filter(({ id }) => asked.has(id) && valueAt.get(id) === 'notCompliant' && !found.has(id))
      .map(({ id, sectionIndex }) => ({ itemId: id, sectionIndex })),
    openRemarks: openRemarks(activity),
    openConflicts: [
      ...placed('cases', inspectionCase, null),
      ...answers.flatMap((answer) => placed('answers', answer, answer.itemId)),
      ...findings.flatMap((finding) => placed('findings', finding, null)),
    ],
  };
}

/** True when the finding's provision was in force; one that the catalogue does not know is not judged. */
function appliesThen({ kind, provision, actOn, foundOn }: Finding, penalties: readonly Dated<PenaltyData>[]): boolean {
  if (kind !== 'violation' || !provision) return true;
  const penalty = penalties.find(({ id }) => id === provision.id);
  return !penalty || isInForce(penalty, actOn ?? foundOn);
}

function placed(collection: PlacedConflict['collection'], document: Synced, itemId: string | null): PlacedConflict[] {
  return openConflicts(document).map(({ id, path }) => ({
    collection,
    documentId: document.id,
    itemId,
    conflictId: id,
    path,
  }));
}

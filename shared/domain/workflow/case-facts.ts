import type { Activity } from '../../schema/activity.ts';
import type { Answer } from '../../schema/answers.ts';
import type { InspectionCase } from '../../schema/cases.ts';
import type { Synced } from '../../schema/common.ts';
import type { Finding } from '../../schema/findings.ts';
import type { ChecklistSection } from '../checklist/checklist.ts';
import { progressOf } from '../checklist/progress.ts';
import { openConflicts } from '../merge/settle.ts';
import { openRemarks } from '../review/remarks.ts';
import type { CaseFacts, PlacedConflict } from './conditions.ts';

/** Gathers what the conditions of a move look at; `checklist` is the case's own, from `checklistOf`. */
export function caseFacts(parts: {
  readonly inspectionCase: InspectionCase;
  readonly checklist: readonly ChecklistSection[];
  readonly answers: readonly Answer[];
  readonly findings: readonly Finding[];
  readonly activity: readonly Activity[];
}): CaseFacts {
  const { inspectionCase, checklist, answers, findings, activity } = parts;
  return {
    inspectionCase,
    requiredUnanswered: progressOf(checklist, answers).requiredUnanswered,
    findings,
    openRemarks: openRemarks(activity),
    openConflicts: [
      ...placed('cases', inspectionCase, null),
      ...answers.flatMap((answer) => placed('answers', answer, answer.itemId)),
      ...findings.flatMap((finding) => placed('findings', finding, null)),
    ],
  };
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

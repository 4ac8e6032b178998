import { useMemo } from 'react';
import { checklistOf } from '../../../shared/domain/checklist/checklist.ts';
import { type Progress, progressOf } from '../../../shared/domain/checklist/progress.ts';
import type { InspectionCase } from '../../../shared/schema/cases.ts';
import type { Workspace } from '../../data/workspace.ts';
import { useDocuments } from '../use-documents.ts';
import { useReference } from '../use-reference.ts';

/** How far a case's checklist has come, counted as its own page counts it; null until it is known. */
export function useChecklistProgress(workspace: Workspace, inspectionCase: InspectionCase): Progress | null {
  const { id, templateIds } = inspectionCase;
  const { answers } = workspace.collections;
  const query = useMemo(() => answers.find({ selector: { caseId: { $eq: id } } }), [answers, id]);
  const given = useDocuments(query);
  const templates = useReference(workspace, 'template');
  const ids = templateIds.join(' ');
  const whole = useMemo(
    () => progressOf(checklistOf(ids.split(' ').filter(Boolean), templates.value), given.value).whole,
    [ids, templates.value, given.value],
  );
  return given.loading || templates.loading ? null : whole;
}

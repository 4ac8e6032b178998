import { useMemo } from 'react';
import { type Progress, progressOf } from '../../../shared/domain/checklist/progress.ts';
import type { InspectionCase } from '../../../shared/schema/cases.ts';
import type { Workspace } from '../../data/workspace.ts';
import { useChecklist } from '../template/use-checklist.ts';
import { useDocuments } from '../use-documents.ts';

/** Who has answered changes nothing in how far it has come. */
const nameless = () => '';

/** How far a case's checklist has come, counted as its own page counts it; null until it is known. */
export function useChecklistProgress(workspace: Workspace, inspectionCase: InspectionCase): Progress | null {
  const { id, templateIds } = inspectionCase;
  const { answers } = workspace.collections;
  const query = useMemo(() => answers.find({ selector: { caseId: { $eq: id } } }), [answers, id]);
  const given = useDocuments(query);
  const { checklist, loading } = useChecklist(workspace, templateIds, given.value, nameless);
  const whole = useMemo(() => progressOf(checklist, given.value).whole, [checklist, given.value]);
  return given.loading || loading ? null : whole;
}

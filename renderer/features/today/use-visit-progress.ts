import { useMemo } from 'react';
import { Value } from 'typebox/value';
import type { InspectionCase } from '../../../shared/schema/cases.ts';
import { TemplateData } from '../../../shared/schema/reference-data.ts';
import { useWorkspace } from '../../app/workspace-context.tsx';
import { useCounts, useDocuments } from '../../ui/use-documents.ts';

export interface VisitProgress {
  readonly answered: number;
  readonly total: number;
  readonly notCompliant: number;
}

/** Answered items of a case's checklist against all items of its templates, live; null while it is being counted. */
export function useVisitProgress(inspectionCase: InspectionCase): VisitProgress | null {
  const workspace = useWorkspace();
  const { id, templateIds } = inspectionCase;
  const selector = useMemo(() => ({ caseId: id }), [id]);
  const counts = useCounts(workspace, 'answers', 'value', selector);
  const templates = useDocuments(workspace.collections.reference.find({ selector: { id: { $in: [...templateIds] } } }));
  if (counts.loading || templates.loading) return null;
  let answered = 0;
  for (const [value, count] of counts.value) if (value !== 'unanswered') answered += count;
  const total = templates.value.reduce((sum, { data }) => sum + itemsIn(data), 0);
  return { answered, total, notCompliant: counts.value.get('notCompliant') ?? 0 };
}

function itemsIn(data: unknown): number {
  if (!Value.Check(TemplateData, data)) return 0;
  return data.sections.reduce((sum, section) => sum + section.items.length, 0);
}

import { useMemo } from 'react';
import type { Workspace } from '../../data/workspace.ts';
import { useDocuments } from '../../ui/use-documents.ts';
import { useReference } from '../../ui/use-reference.ts';
import { ownChoice, shippedChoice, type TemplateChoice } from './templates.ts';

/** The templates that a new case can have: those that come with the program, and what the unit has published. */
export function useTemplateChoices(workspace: Workspace): readonly TemplateChoice[] {
  const { templates } = workspace.collections;
  const query = useMemo(() => templates.find({ selector: { state: { $eq: 'published' } } }), [templates]);
  const own = useDocuments(query).value;
  const shipped = useReference(workspace, 'template').value;
  return useMemo(() => [...shipped.map(shippedChoice), ...own.map(ownChoice)], [own, shipped]);
}

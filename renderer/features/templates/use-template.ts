import { useMemo } from 'react';
import { starterContent } from '../../../forms/content/starter-content.ts';
import type { TemplateContent } from '../../../shared/schema/template-content.ts';
import type { Template } from '../../../shared/schema/templates.ts';
import { useWorkspace } from '../../app/workspace-context.tsx';
import { useDocument, useDocuments } from '../../ui/use-documents.ts';
import { useLanguage } from '../../ui/use-format.ts';
import { useReference } from '../../ui/use-reference.ts';

export interface ShownTemplate {
  readonly title: string;
  readonly content: TemplateContent;
  /** Null of those that come with the program. */
  readonly template: Template | null;
  /** Every version of it, the newest first. */
  readonly versions: readonly Template[];
}

/** A version of a template, or one that comes with the program; null while it loads and where there is none. */
export function useTemplate(id: string): { readonly shown: ShownTemplate | null; readonly loading: boolean } {
  const workspace = useWorkspace();
  const language = useLanguage();
  const { templates } = workspace.collections;
  const kept = useDocument(templates.findOne(id));
  const shipped = useReference(workspace, 'template');
  const templateId = kept.value?.templateId ?? '';
  const query = useMemo(
    () => (templateId ? templates.find({ selector: { templateId: { $eq: templateId } } }) : null),
    [templates, templateId],
  );
  const versions = useDocuments(query).value;
  const starter = shipped.value.find((each) => each.id === id);
  const shown = useMemo((): ShownTemplate | null => {
    if (kept.value) {
      const newestFirst = versions.toSorted((one, other) => other.version - one.version);
      return { title: kept.value.title, content: kept.value.content, template: kept.value, versions: newestFirst };
    }
    if (!starter) return null;
    const { titleVi, titleEn } = starter.data;
    const title = language === 'vi' ? titleVi : titleEn;
    return { title, content: starterContent(starter.data), template: null, versions: [] };
  }, [kept.value, versions, starter, language]);
  return { shown, loading: kept.loading || shipped.loading };
}

import { useMemo } from 'react';
import { countsOf } from '../../../forms/content/counts.ts';
import type { Sector } from '../../../shared/schema/common.ts';
import type { Template } from '../../../shared/schema/templates.ts';
import { useWorkspace } from '../../app/workspace-context.tsx';
import { sectorOfSubject } from '../../ui/template/sector-of-subject.ts';
import { useDocuments } from '../../ui/use-documents.ts';
import { useLanguage } from '../../ui/use-format.ts';
import { useReference } from '../../ui/use-reference.ts';

/** A template in the list: its newest version that cases can have, and the one that is being worked on. */
export interface ListedTemplate {
  readonly id: string;
  readonly title: string;
  readonly sectors: readonly Sector[];
  readonly items: number;
  /** Null of those that come with the program. */
  readonly version: Template | null;
  /** A draft after `version`; null where there is none, or the version itself is one. */
  readonly draft: Template | null;
}

export interface Templates {
  /** Of the unit, and those that come with the program. */
  readonly own: readonly ListedTemplate[];
  readonly starters: readonly ListedTemplate[];
  readonly loading: boolean;
}

/** The templates that this person sees. */
export function useTemplates(): Templates {
  const workspace = useWorkspace();
  const language = useLanguage();
  const { templates } = workspace.collections;
  const query = useMemo(() => templates.find(), [templates]);
  const kept = useDocuments(query);
  const shipped = useReference(workspace, 'template');
  const own = useMemo(() => {
    const ids = [...new Set(kept.value.map(({ templateId }) => templateId))];
    const versionsOf = (id: string) => kept.value.filter(({ templateId }) => templateId === id);
    return ids.map((id) => listed(versionsOf(id))).sort((one, other) => one.title.localeCompare(other.title, 'vi'));
  }, [kept.value]);
  const starters = useMemo(
    () =>
      shipped.value.map(({ id, data }): ListedTemplate => {
        const sector = sectorOfSubject(data.subject);
        const items = data.sections.reduce((sum, section) => sum + section.items.length, 0);
        const title = language === 'vi' ? data.titleVi : data.titleEn;
        return { id, title, sectors: sector ? [sector] : [], items, version: null, draft: null };
      }),
    [shipped.value, language],
  );
  return { own, starters, loading: kept.loading || shipped.loading };
}

function listed(versions: readonly Template[]): ListedTemplate {
  const newestFirst = versions.toSorted((one, other) => other.version - one.version);
  const [newest] = newestFirst;
  const version = newestFirst.find(({ state }) => state === 'published') ?? newest ?? null;
  const draft = newest && newest !== version && newest.state === 'draft' ? newest : null;
  return {
    ...{ id: version?.id ?? '', title: version?.title ?? '', sectors: version?.sectors ?? [], version, draft },
    items: countsOf(version?.content ?? null).questions,
  };
}

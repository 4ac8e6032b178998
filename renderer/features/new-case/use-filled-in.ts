import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { Sector } from '../../../shared/schema/common.ts';
import { arranged, sectionNames, type TemplateChoice } from './templates.ts';
import type { CaseDraftHandle } from './use-case-draft.ts';

/**
 * Fills in what follows from what is known, until the person has chosen otherwise: the first template of the entity's
 * sectors, and the content that the templates look into. The content is the file's own, so it is Vietnamese always.
 */
export function useFilledIn(
  { draft, change }: CaseDraftHandle,
  templates: readonly TemplateChoice[],
  sectors: readonly Sector[],
): void {
  const { i18n } = useTranslation();
  const { templatesChosen, contentTyped, content } = draft;
  const [first] = arranged(templates, sectors).suggested;
  const wanted = templatesChosen || !first ? draft.templateIds : [first.id];
  const names = sectionNames(templates.filter(({ id }) => wanted.includes(id)));
  const filled = names.length > 0 ? i18n.getFixedT('vi', 'newCase')('content.prefix', { names: names.join('; ') }) : '';
  const wantedContent = contentTyped ? content : filled;
  const isFilled = wanted.join() === draft.templateIds.join() && wantedContent === content;
  useEffect(() => {
    if (!isFilled) change({ templateIds: [...wanted], content: wantedContent });
  });
}

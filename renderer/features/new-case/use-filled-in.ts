import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { Sector } from '../../../shared/schema/common.ts';
import { endFollowsStart } from './draft.ts';
import { arranged, sectionNames, type TemplateChoice } from './templates.ts';
import type { CaseDraftHandle } from './use-case-draft.ts';

interface FillingIn {
  readonly templates: readonly TemplateChoice[];
  readonly sectors: readonly Sector[];
  /** The last day that the procedure allows; null while it is not known. */
  readonly lastOn: string | null;
}

/**
 * Fills in what follows from what is known, until the person has chosen otherwise: the first template of the entity's
 * sectors, the content that the templates look into, and the last day that the procedure allows. The content is the file's own, so it is Vietnamese always.
 */
export function useFilledIn({ draft, change }: CaseDraftHandle, { templates, sectors, lastOn }: FillingIn): void {
  const { i18n } = useTranslation();
  const { templatesChosen, contentTyped, content } = draft;
  const [first] = arranged(templates, sectors).suggested;
  const wanted = templatesChosen || !first ? draft.templateIds : [first.id];
  const names = sectionNames(templates.filter(({ id }) => wanted.includes(id)));
  const filled = names.length > 0 ? i18n.getFixedT('vi', 'newCase')('content.prefix', { names: names.join('; ') }) : '';
  const wantedContent = contentTyped ? content : filled;
  const endsOn = endFollowsStart(draft) ? lastOn : draft.endsOn;
  const isFilled = wanted.join() === draft.templateIds.join() && wantedContent === content && endsOn === draft.endsOn;
  useEffect(() => {
    if (!isFilled)
      change({ templateIds: [...wanted], content: wantedContent, endsOn, endsOnFilled: endFollowsStart(draft) });
  });
}

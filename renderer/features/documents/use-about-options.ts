import { useTranslation } from 'react-i18next';
import { tieId } from '../../../shared/domain/evidence/ties.ts';
import { headingOf } from '../../../shared/domain/finding/heading.ts';
import { useCaseFile } from '../../ui/case/case-file.tsx';
import { useLanguage } from '../../ui/use-format.ts';

interface AboutGroup {
  readonly group: string;
  readonly items: { readonly value: string; readonly label: string }[];
}

/** What a statement can be about: a finding or an item of the checklist that was answered. */
export function useAboutOptions(): AboutGroup[] {
  const { t } = useTranslation('documents');
  const { findings, checklist, answers } = useCaseFile();
  const language = useLanguage();
  const ofFindings = findings.map((finding, place) => ({
    value: tieId({ kind: 'finding', id: finding.id }),
    label: t('about.finding', { number: place + 1, name: headingOf(finding) }),
  }));
  const ofItems = checklist
    .flatMap(({ items }) => items)
    .filter(({ id }) => (answers.get(id)?.value ?? 'unanswered') !== 'unanswered')
    .map(({ id, number, item }) => ({
      value: tieId({ kind: 'item', id }),
      label: t('about.item', { number, question: language === 'vi' ? item.questionVi : item.questionEn }),
    }));
  return [
    { group: t('about.findings'), items: ofFindings },
    { group: t('about.items'), items: ofItems },
  ].filter(({ items }) => items.length > 0);
}

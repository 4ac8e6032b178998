import { useTranslation } from 'react-i18next';
import { headingOf } from '../../../shared/domain/finding/heading.ts';
import { useCaseFile } from '../../ui/case/case-file.tsx';
import { paths } from '../../ui/paths.ts';
import { useLanguage } from '../../ui/use-format.ts';
import type { OpenConflict } from './use-open-conflicts.ts';

/** What a conflict is about, in words, and the address of that place. */
export function usePlaceWords({ placed }: OpenConflict): { readonly title: string; readonly path: string } {
  const { t } = useTranslation('conflict');
  const language = useLanguage();
  const { inspectionCase, checklist, findings } = useCaseFile();
  const { id } = inspectionCase;
  const { collection, documentId, itemId, path: field } = placed;
  if (collection === 'cases') return { title: t('place.case'), path: paths.case(id, 'overview', { field }) };
  if (collection === 'answers') {
    const item = checklist.flatMap(({ items }) => items).find((each) => each.id === itemId);
    const question = item && (language === 'vi' ? item.item.questionVi : item.item.questionEn);
    return {
      title: [item?.number, question].filter(Boolean).join('. ') || t('place.item'),
      path: paths.case(id, 'checklist', { item: itemId ?? '' }),
    };
  }
  const finding = findings.find((each) => each.id === documentId);
  return {
    title: (finding && headingOf(finding)) || t('place.finding'),
    path: paths.case(id, 'findings', { finding: documentId, field }),
  };
}

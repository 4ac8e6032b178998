import { useTranslation } from 'react-i18next';
import { keyOf, type RemarkTarget, type ReviewLines } from './lines.ts';

/** Where a remark is pinned, in words: the whole case, an item by its number, a finding by its place. */
export function usePlaceWords(lines: ReviewLines): (target: RemarkTarget) => string {
  const { t } = useTranslation('review');
  return (target) => {
    const key = keyOf(target);
    if (target.kind === 'case') return t('on.case');
    const item = lines.sections.flatMap((section) => section.lines).find((line) => line.key === key);
    if (item) return t('on.item', { number: item.number });
    const place = lines.findings.findIndex((line) => line.key === key);
    return place < 0 ? t('on.gone') : t('on.finding', { number: place + 1 });
  };
}

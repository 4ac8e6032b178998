import { useTranslation } from 'react-i18next';
import { itemNumber } from '../../../shared/domain/checklist/checklist.ts';
import type { Activity } from '../../../shared/schema/activity.ts';
import { useCaseFile } from './case-file.tsx';

/** Where a remark is pinned, in words: the whole case, an item by its number, a finding by its place, evidence. */
export function useRemarkPlace(): (target: Activity['target']) => string {
  const { t } = useTranslation('case');
  const { checklist, findings } = useCaseFile();
  return ({ kind, id }) => {
    if (kind === 'case') return t('remark.on.case');
    if (kind === 'item') {
      const number = itemNumber(checklist, id);
      return number ? t('remark.on.item', { number }) : t('remark.on.gone');
    }
    if (kind === 'evidence') return t('remark.on.evidence');
    const place = findings.findIndex((finding) => finding.id === id);
    return place < 0 ? t('remark.on.gone') : t('remark.on.finding', { number: place + 1 });
  };
}

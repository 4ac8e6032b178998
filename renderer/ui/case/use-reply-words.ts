import { useTranslation } from 'react-i18next';
import type { Activity } from '../../../shared/schema/activity.ts';

/** What a reply says: its text, or, where it has none, what its button said. */
export function useReplyWords(): (reply: Activity, remark: Activity) => string {
  const { t } = useTranslation('case');
  return ({ text, resolves, createdBy }, remark) => {
    if (text !== '') return text;
    if (createdBy !== remark.createdBy) return t('remark.mended');
    return t(resolves ? 'remark.accept' : 'remark.again');
  };
}

import { useTranslation } from 'react-i18next';
import { isWithdrawal } from '../../../shared/domain/review/remarks.ts';
import type { Activity } from '../../../shared/schema/activity.ts';
import { useCaseFile } from './case-file.tsx';

/** What a reply says: its text, or, where it has none, what its button said. */
export function useReplyWords(): (reply: Activity, remark: Activity) => string {
  const { t } = useTranslation('case');
  const { activity } = useCaseFile();
  return (reply, remark) => {
    const { text, resolves, createdBy } = reply;
    if (text !== '') return text;
    if (isWithdrawal(reply, remark, activity)) return t('remark.withdrawn');
    if (createdBy !== remark.createdBy) return t('remark.mended');
    return t(resolves ? 'remark.accept' : 'remark.again');
  };
}

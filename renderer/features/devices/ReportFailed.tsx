import { useTranslation } from 'react-i18next';
import type { Problem } from '../../../shared/problem/problem.ts';
import { Notice } from '../../ui/Notice.tsx';
import { useProblemText } from '../../ui/use-problem-text.ts';
import styles from './ReportLost.module.css';

/** The report is not known to have arrived. Nothing sends it later: the catalogue's words of saved work would mislead. */
export function ReportFailed({ problem }: { problem: Problem }) {
  const { t } = useTranslation('devices');
  const { t: ui } = useTranslation('ui');
  const { what } = useProblemText(problem);
  return (
    <Notice tone="late" title={t('failed.title')}>
      {what} {t('failed.body')} <span className={styles.code}>{ui('problem.details', { code: problem.code })}</span>
    </Notice>
  );
}

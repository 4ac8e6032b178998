import { useTranslation } from 'react-i18next';
import { useLocation } from 'react-router';
import { isApproved } from '../../../shared/domain/workflow/lock.ts';
import { useCaseFile } from '../../ui/case/case-file.tsx';
import { Notice } from '../../ui/Notice.tsx';
import styles from './CasePage.module.css';

/** Under the tabs: why the case came back, or why what one looks at can't be changed. */
export function CaseNotice() {
  const { t } = useTranslation('casePage');
  const { inspectionCase, nameOf } = useCaseFile();
  const { pathname } = useLocation();
  const { state, moves } = inspectionCase;
  const sentBack = state === 'returned' ? moves.findLast(({ to }) => to === 'returned') : undefined;
  if (sentBack?.reason) {
    return (
      <div className={styles.notice} data-thin>
        <Notice tone="soon" title={t('sentBack', { name: nameOf(sentBack.by) })}>
          {sentBack.reason}
        </Notice>
      </div>
    );
  }
  const isOfTeam = pathname.endsWith('/checklist') || pathname.endsWith('/findings');
  const why = state === 'submitted' ? 'submitted' : isApproved(state) ? 'approved' : null;
  if (!isOfTeam || !why) return null;
  return (
    <div className={styles.notice} data-thin>
      <Notice tone="info">{t(`fixed.${why}`)}</Notice>
    </div>
  );
}

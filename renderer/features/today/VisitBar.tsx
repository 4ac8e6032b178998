import { useTranslation } from 'react-i18next';
import type { Progress } from '../../../shared/domain/checklist/progress.ts';
import { useFormat } from '../../ui/use-format.ts';
import styles from './VisitBar.module.css';

/** How far a checklist has come, in figures and as a bar. */
export function VisitBar({ progress }: { progress: Progress | null }) {
  const { t } = useTranslation('today');
  const format = useFormat();
  if (!progress || progress.items === 0) return null;
  const { answered, items: total, notCompliant } = progress;
  const figures = t('visit.progress', { answered: format.number(answered), total: format.number(total) });
  return (
    <div className={styles.progress}>
      <div className={styles.figures}>
        <span className={styles.answered}>{figures}</span>
        {notCompliant > 0 && <span>{t('visit.notCompliant', { count: notCompliant })}</span>}
      </div>
      <progress className={styles.bar} value={answered} max={total} aria-label={figures} />
    </div>
  );
}

import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './Line.module.css';
import type { NumberedRemark } from './lines.ts';
import { useInView } from './use-in-view.ts';

interface LineProps {
  children: ReactNode;
  /** What the line is about, for readers of the screen. */
  label: string;
  isChosen: boolean;
  isChanged: boolean;
  remarks: readonly NumberedRemark[];
  onChoose: () => void;
}

/** A line of the report: chosen by a click, a bar at its left when it has changed, its remarks pinned at the right. */
export function Line({ children, label, isChosen, isChanged, remarks, onChoose }: LineProps) {
  const { t } = useTranslation('review');
  const place = useInView<HTMLDivElement>(isChosen);
  return (
    <div ref={place} className={styles.line} data-chosen={isChosen || undefined} data-changed={isChanged || undefined}>
      <button
        type="button"
        className={styles.choose}
        onClick={onChoose}
        aria-pressed={isChosen}
        aria-label={t('line.choose', { line: label })}
      />
      <div className={styles.words}>
        {children}
        {isChanged && <span className={styles.changed}>{t('line.changed')}</span>}
      </div>
      <div className={styles.pins}>
        {remarks.map(({ remark, number, state }) => (
          <span key={remark.id} className={styles.pin} data-state={state}>
            <span aria-hidden="true">{number}</span>
            <span className={styles.hidden}>{t('line.pin', { number })}</span>
          </span>
        ))}
      </div>
    </div>
  );
}

import type { ReactNode } from 'react';
import styles from './SettingRow.module.css';

interface SettingRowProps {
  label: string;
  hint?: string;
  /** Id of the control, so that the words are its label. */
  controlId?: string;
  children: ReactNode;
}

/** One setting: its words at the left, its control at the right. */
export function SettingRow({ label, hint, controlId, children }: SettingRowProps) {
  return (
    <div className={styles.row}>
      <div className={styles.words}>
        {controlId ? (
          <label htmlFor={controlId} className={styles.label}>
            {label}
          </label>
        ) : (
          <span className={styles.label}>{label}</span>
        )}
        {hint && <span className={styles.hint}>{hint}</span>}
      </div>
      <div className={styles.control}>{children}</div>
    </div>
  );
}

import type { ReactNode } from 'react';
import styles from './Facts.module.css';

/** Fields that save themselves: each when it is left, and on Enter. */
export function TypedForm({ onLeave, children }: { onLeave: () => void; children: ReactNode }) {
  return (
    <form
      className={styles.form}
      onBlur={onLeave}
      onSubmit={(event) => {
        event.preventDefault();
        onLeave();
      }}
    >
      {children}
    </form>
  );
}

import type { ReactNode } from 'react';
import styles from './Sheet.module.css';

/** An official paper's face: Times New Roman in the sizes of Decree 30/2020/NĐ-CP, black on white whatever the theme. */
export function Sheet({ children }: { children: ReactNode }) {
  return <article className={styles.sheet}>{children}</article>;
}

/** A sheet on the screen, as wide as it is on paper. */
export function SheetPreview({ children }: { children: ReactNode }) {
  return (
    <div className={styles.preview}>
      <div className={styles.paper}>{children}</div>
    </div>
  );
}

import type { ReactNode } from 'react';
import styles from './Sheet.module.css';

/** An official paper's face: Times New Roman in the sizes of Decree 30/2020/NĐ-CP, black on white whatever the theme. */
export function Sheet({ children }: { children: ReactNode }) {
  return <article className={styles.sheet}>{children}</article>;
}

interface SheetPreviewProps {
  /** What is shown, for screen readers. */
  label: string;
  children: ReactNode;
}

/** What scrolls can be scrolled by keys. */
const scrolledByKeys = { tabIndex: 0 };

/** A sheet on the screen, as wide as it is on paper. */
export function SheetPreview({ label, children }: SheetPreviewProps) {
  return (
    <section className={styles.preview} aria-label={label} {...scrolledByKeys}>
      <div className={styles.paper}>{children}</div>
    </section>
  );
}

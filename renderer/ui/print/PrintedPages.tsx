import type { ReactNode } from 'react';
import { createPortal } from 'react-dom';
import styles from './PrintedPages.module.css';

/** What goes to paper, or to a PDF, while it is there: in place of all that the window shows. */
export function PrintedPages({ children }: { children: ReactNode }) {
  return createPortal(<div className={styles.printed}>{children}</div>, document.body);
}

import { type ReactNode, useEffect } from 'react';
import { createPortal } from 'react-dom';
import styles from './PrintedPages.module.css';

/** What goes to paper, or to a PDF, while it is there: in place of all that the window shows. */
export function PrintedPages({ title, children }: { title: string; children: ReactNode }) {
  // By which a PDF and a print job are called.
  useEffect(() => {
    const before = document.title;
    document.title = title;
    return () => {
      document.title = before;
    };
  }, [title]);
  return createPortal(<div className={styles.printed}>{children}</div>, document.body);
}

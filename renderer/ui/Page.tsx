import type { ReactNode } from 'react';
import { useScrollMemory } from './memory.tsx';
import styles from './Page.module.css';

interface PageProps {
  children: ReactNode;
  /** A SidePanel beside the page. */
  panel?: ReactNode;
  /** Padding 28/40; `none` where the page lays out its own edges and scrolls by itself. */
  padding?: 'normal' | 'none';
}

/** A page in the frame: scrolls by itself, and Back returns to the same place. A panel stands at its right. */
export function Page({ children, panel, padding = 'normal' }: PageProps) {
  const scroll = useScrollMemory<HTMLElement>();
  return (
    <div className={styles.page}>
      <main ref={scroll.ref} className={styles.content} data-padding={padding} tabIndex={-1}>
        {children}
      </main>
      {panel}
    </div>
  );
}

import type { ReactNode } from 'react';
import { NavLink } from 'react-router';
import styles from './TabStrip.module.css';
import { useFormat } from './use-format.ts';

interface TabStripProps {
  label: string;
  children: ReactNode;
  /** At the right end. */
  end?: ReactNode;
  /** px from the page's edges, where the strip's line runs from edge to edge. */
  inset?: 24 | 32;
}

/** A strip of tabs along the top of a page; the one that is open has a line under it. */
export function TabStrip({ label, children, end, inset }: TabStripProps) {
  return (
    <div className={styles.strip} data-inset={inset}>
      <nav className={styles.tabs} aria-label={label}>
        {children}
      </nav>
      {end && <div className={styles.end}>{end}</div>}
    </div>
  );
}

interface TabWords {
  children: ReactNode;
  /** A live count, or figures such as 31/42. */
  count?: number | string | undefined;
}

function Words({ children, count }: TabWords) {
  const format = useFormat();
  return (
    <>
      <span>{children}</span>
      {count !== undefined && (
        <span className={styles.count}>{typeof count === 'number' ? format.number(count) : count}</span>
      )}
    </>
  );
}

/** A tab that is an address of its own. */
export function TabLink({ to, children, count }: TabWords & { to: string }) {
  return (
    <NavLink to={to} replace className={styles.tab}>
      <Words count={count}>{children}</Words>
    </NavLink>
  );
}

/** A tab that changes what the same page shows. */
export function TabButton({ open, onOpen, children, count }: TabWords & { open: boolean; onOpen: () => void }) {
  return (
    <button type="button" className={styles.tab} aria-current={open ? 'page' : undefined} onClick={onOpen}>
      <Words count={count}>{children}</Words>
    </button>
  );
}

import type { ReactNode } from 'react';
import styles from './EmptyState.module.css';

interface EmptyStateProps {
  title: string;
  /** What will be here, in a sentence or two. */
  children?: ReactNode;
  /** The first action, one filled button at most. */
  actions?: ReactNode;
  /** 1 where the page has no other heading. */
  level?: 1 | 2;
}

/** What stands where nothing is yet: what will be here, and the first action. */
export function EmptyState({ title, children, actions, level = 2 }: EmptyStateProps) {
  const Heading = level === 1 ? 'h1' : 'h2';
  return (
    <div className={styles.frame}>
      <div className={styles.block}>
        <svg className={styles.picture} viewBox="0 0 90 70" aria-hidden="true">
          <rect className={styles.behind} x="11.5" y="2.5" width="78" height="54" rx="8" />
          <rect className={styles.front} x="1.5" y="14.5" width="78" height="54" rx="8" />
          <path className={styles.lines} d="M12 31h36M12 41h48M12 51h24" />
          <path className={styles.tick} d="M58 52l5 6 11-14" />
        </svg>
        <Heading className={styles.title}>{title}</Heading>
        {children && <div className={styles.words}>{children}</div>}
        {actions && <div className={styles.actions}>{actions}</div>}
      </div>
    </div>
  );
}

import type { ReactNode } from 'react';
import styles from './PageHeader.module.css';

interface PageHeaderProps {
  title: ReactNode;
  /** One sentence under the title. */
  subtitle?: ReactNode;
  /** Small line over the title: the way back and what this belongs to. */
  above?: ReactNode;
  /** At the right: one filled button at most. */
  actions?: ReactNode;
}

/** The head of a page: its one h1 and its actions. */
export function PageHeader({ title, subtitle, above, actions }: PageHeaderProps) {
  return (
    <header className={styles.header}>
      <div className={styles.words}>
        {above && <div className={styles.above}>{above}</div>}
        <h1 className={styles.title}>{title}</h1>
        {subtitle && <p className={styles.subtitle}>{subtitle}</p>}
      </div>
      {actions && <div className={styles.actions}>{actions}</div>}
    </header>
  );
}

import type { ReactNode } from 'react';
import { Link } from 'react-router';
import styles from './CaseRow.module.css';

interface CaseRowProps {
  to: string;
  /** What is to be done, the verb first. */
  title: ReactNode;
  /** Number and entity. */
  facts: ReactNode;
  aside?: ReactNode;
}

/** A two-line row that leads into a case. */
export function CaseRow({ to, title, facts, aside }: CaseRowProps) {
  return (
    <li className={styles.row}>
      <Link to={to} className={styles.link}>
        <span className={styles.title}>{title}</span>
        <span className={styles.facts}>{facts}</span>
      </Link>
      {aside && <span className={styles.aside}>{aside}</span>}
    </li>
  );
}

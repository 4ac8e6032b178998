import type { ReactNode } from 'react';
import styles from './SectionHeading.module.css';
import { useFormat } from './use-format.ts';

interface SectionHeadingProps {
  title: string;
  /** Shown beside the title; left out when undefined. */
  count?: number | undefined;
  /** A link or figures at the right end. */
  aside?: ReactNode;
  id?: string;
  /** Without the hairline below, where no rows follow. */
  bare?: boolean;
}

/** Heading of a group of rows, with its live count and a hairline under it. */
export function SectionHeading({ title, count, aside, id, bare = false }: SectionHeadingProps) {
  const format = useFormat();
  return (
    <div className={styles.heading} data-bare={bare || undefined}>
      <h2 id={id} className={styles.title}>
        {title}
        {count !== undefined && <span className={styles.count}>{format.number(count)}</span>}
      </h2>
      {aside && <div className={styles.aside}>{aside}</div>}
    </div>
  );
}

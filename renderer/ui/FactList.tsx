import { Fragment } from 'react';
import styles from './FactList.module.css';

interface FactListProps {
  /** Name and value, in order. */
  facts: readonly (readonly [string, string])[];
  /** On a ground of its own, as within a question. */
  well?: boolean;
}

/** Short facts, each with its name before it. */
export function FactList({ facts, well = false }: FactListProps) {
  return (
    <dl className={styles.facts} data-well={well || undefined}>
      {facts.map(([name, value]) => (
        <Fragment key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </Fragment>
      ))}
    </dl>
  );
}

import { Portal } from '@mantine/core';
import type { Observable } from 'rxjs';
import type { Problem } from '../../../shared/problem/problem.ts';
import { ProblemNotice } from '../../ui/ProblemNotice.tsx';
import { useLive } from '../../ui/use-documents.ts';
import styles from './DatabaseLost.module.css';

/** Stands over the page while the database process cannot be reached, and goes by itself when it can. */
export function DatabaseLost({ lost$ }: { lost$: Observable<Problem | null> }) {
  const problem = useLive<Problem | null>(lost$, null).value;
  if (!problem) return null;
  return (
    <Portal>
      <div className={styles.strip}>
        <ProblemNotice problem={problem} />
      </div>
    </Portal>
  );
}

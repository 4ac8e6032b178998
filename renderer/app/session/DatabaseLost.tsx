import { Portal } from '@mantine/core';
import { useEffect } from 'react';
import type { Observable } from 'rxjs';
import type { Problem } from '../../../shared/problem/problem.ts';
import { ProblemNotice } from '../../ui/ProblemNotice.tsx';
import { useLive } from '../../ui/use-documents.ts';
import { useSession } from '../workspace-context.tsx';
import styles from './DatabaseLost.module.css';
import { useGate } from './gate.tsx';

/** Stands over the page while the database process cannot be reached; a damaged file leads to its recovery. */
export function DatabaseLost({ lost$ }: { lost$: Observable<Problem | null> }) {
  const gate = useGate();
  const { person } = useSession();
  const problem = useLive<Problem | null>(lost$, null).value;
  const isDamaged = problem?.code === 'database.damaged';
  useEffect(() => {
    if (problem && isDamaged) gate.fail(person.id, problem);
  }, [problem, isDamaged, gate, person.id]);
  if (!problem || isDamaged) return null;
  return (
    <Portal>
      <div className={styles.strip}>
        <ProblemNotice problem={problem} />
      </div>
    </Portal>
  );
}

import type { OpenSession } from '../../../shared/bridge/contract.ts';
import type { ProblemCode } from '../../../shared/problem/catalogue.ts';
import type { Problem } from '../../../shared/problem/problem.ts';
import { Damaged } from './Damaged.tsx';
import { NotOpened } from './NotOpened.tsx';
import styles from './RecoveryPage.module.css';
import { SupportLine } from './SupportLine.tsx';

const unreadable: readonly ProblemCode[] = ['database.damaged', 'database.keyWrong'];

/** In place of the program when its database does not open: what is safe, what is not, and the ways on. */
export function RecoveryPage({ session, problem }: { session: OpenSession; problem: Problem }) {
  return (
    <main className={styles.page}>
      <div className={styles.block}>
        {unreadable.includes(problem.code) ? (
          <Damaged session={session} />
        ) : (
          <NotOpened session={session} problem={problem} />
        )}
        <SupportLine problem={problem} />
      </div>
    </main>
  );
}

import type { Failure } from '../../app/session/gate.tsx';
import { Damaged } from './Damaged.tsx';
import { NotOpened } from './NotOpened.tsx';
import styles from './RecoveryPage.module.css';
import { SupportLine } from './SupportLine.tsx';

/** In place of the program when its database does not open: what is safe, what is not, and the ways on. */
export function RecoveryPage({ failure }: { failure: Failure }) {
  return (
    <main className={styles.page}>
      <div className={styles.block}>
        {failure.problem.code === 'database.damaged' ? <Damaged failure={failure} /> : <NotOpened failure={failure} />}
        <SupportLine failure={failure} />
      </div>
    </main>
  );
}

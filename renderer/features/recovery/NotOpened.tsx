import { Button } from '@mantine/core';
import { IconDatabaseX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { OpenSession } from '../../../shared/bridge/contract.ts';
import type { Problem } from '../../../shared/problem/problem.ts';
import { useGate } from '../../app/session/gate.tsx';
import { useProblemText } from '../../ui/use-problem-text.ts';
import styles from './RecoveryPage.module.css';

/** The file is not damaged but did not open: no room, no right to write, made by a newer version, no answer. */
export function NotOpened({ session, problem }: { session: OpenSession; problem: Problem }) {
  const { t } = useTranslation('recovery');
  const gate = useGate();
  const text = useProblemText(problem);
  return (
    <>
      <IconDatabaseX size={40} stroke={1.5} aria-hidden className={styles.sign} />
      <h1 className={styles.title}>{t('other.title')}</h1>
      <p className={styles.lead}>
        {text.what} {text.meaning} {text.todo}
      </p>
      <div className={styles.actions}>
        <Button size="md" onClick={() => gate.enter(session)}>
          {t('other.retry')}
        </Button>
      </div>
    </>
  );
}

import { Button } from '@mantine/core';
import { IconDatabaseX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../../app/session/gate.tsx';
import { useProblemText } from '../../ui/use-problem-text.ts';
import styles from './RecoveryPage.module.css';
import { useWayBack } from './use-way-back.ts';

/** The file is not damaged but did not open: no room, no right to write, made by a newer version, no answer. */
export function NotOpened({ failure }: { failure: Failure }) {
  const { t } = useTranslation('recovery');
  const { reopen } = useWayBack(failure);
  const text = useProblemText(failure.problem);
  return (
    <>
      <IconDatabaseX size={40} stroke={1.5} aria-hidden className={styles.sign} />
      <h1 className={styles.title}>{t('other.title')}</h1>
      <p className={styles.lead}>
        {text.what} {text.meaning} {text.todo}
      </p>
      <div className={styles.actions}>
        <Button size="md" onClick={reopen}>
          {t('other.retry')}
        </Button>
      </div>
    </>
  );
}

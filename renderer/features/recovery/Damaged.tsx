import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconAlertTriangle, IconCheck, IconDatabaseExclamation, IconDownload, IconHistory } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OpenSession } from '../../../shared/bridge/contract.ts';
import { type Problem, problemOf } from '../../../shared/problem/problem.ts';
import { useGate } from '../../app/session/gate.tsx';
import { useBridge } from '../../app/workspace-context.tsx';
import { useNotices } from '../../ui/notices.tsx';
import { ProblemNotice } from '../../ui/ProblemNotice.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { ConfirmRenew } from './ConfirmRenew.tsx';
import styles from './RecoveryPage.module.css';
import { useUnsentCount } from './use-unsent-count.ts';

/** A damaged file: what is safe before what is lost; the last good copy first, a new download second. */
export function Damaged({ session }: { session: OpenSession }) {
  const { t } = useTranslation('recovery');
  const format = useFormat();
  const shell = useBridge();
  const gate = useGate();
  const notices = useNotices();
  const { id: personId } = session.person;
  const unsent = useUnsentCount(personId);
  const [busy, setBusy] = useState<'restore' | 'renew' | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [confirming, confirm] = useDisclosure(false);

  const run = async (what: 'restore' | 'renew', work: () => Promise<string>) => {
    confirm.close();
    setBusy(what);
    setProblem(null);
    try {
      notices.done(await work());
      gate.enter(session);
    } catch (thrown) {
      setProblem(problemOf(thrown));
      setBusy(null);
    }
  };
  const restore = () =>
    run('restore', async () => {
      const { copiedAt } = await shell.call('database.restore', { personId });
      return t('damaged.restored', { when: format.dateTime(Date.parse(copiedAt)) });
    });
  const renew = () =>
    run('renew', async () => {
      await shell.call('database.renew', { personId });
      return t('damaged.renewed');
    });

  return (
    <>
      <IconDatabaseExclamation size={40} stroke={1.5} aria-hidden className={styles.sign} />
      <h1 className={styles.title}>{t('damaged.title')}</h1>
      <p className={styles.lead}>{t('damaged.lead')}</p>
      <h2 className={styles.heading}>{t('damaged.means')}</h2>
      <ul className={styles.means}>
        <li>
          <IconCheck size={20} stroke={1.7} aria-hidden className={styles.safe} />
          {t('damaged.onServer')}
        </li>
        <li>
          <IconCheck size={20} stroke={1.7} aria-hidden className={styles.safe} />
          {t('damaged.keptAside')}
        </li>
        <li>
          <IconAlertTriangle size={20} stroke={1.7} aria-hidden className={styles.risk} />
          {unsent > 0 ? t('damaged.unsent', { count: unsent }) : t('damaged.maybe')}
        </li>
      </ul>
      <div className={styles.actions}>
        <Button
          size="md"
          leftSection={<IconHistory size={18} stroke={1.7} aria-hidden />}
          loading={busy === 'restore'}
          disabled={busy === 'renew'}
          onClick={() => void restore()}
        >
          {t('damaged.restore')}
        </Button>
        <Button
          size="md"
          variant="default"
          leftSection={<IconDownload size={18} stroke={1.7} aria-hidden />}
          loading={busy === 'renew'}
          disabled={busy === 'restore'}
          onClick={confirm.open}
        >
          {t('damaged.renew')}
        </Button>
      </div>
      <p className={styles.hint}>{t('damaged.hint')}</p>
      {problem && (
        <div className={styles.problem}>
          <ProblemNotice problem={problem} />
        </div>
      )}
      <ConfirmRenew opened={confirming} unsent={unsent} onCancel={confirm.close} onConfirm={() => void renew()} />
    </>
  );
}

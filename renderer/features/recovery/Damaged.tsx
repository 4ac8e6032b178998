import { useDisclosure } from '@mantine/hooks';
import { IconAlertTriangle, IconCheck, IconDatabaseExclamation } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Problem, problemOf } from '../../../shared/problem/problem.ts';
import type { Failure } from '../../app/session/gate.tsx';
import { useBridge } from '../../app/workspace-context.tsx';
import { useNotices } from '../../ui/notices.tsx';
import { ProblemNotice } from '../../ui/ProblemNotice.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { ConfirmRenew } from './ConfirmRenew.tsx';
import styles from './RecoveryPage.module.css';
import { type Repair, RepairButtons } from './RepairButtons.tsx';
import { useUnsentCount } from './use-unsent-count.ts';
import { useWayBack } from './use-way-back.ts';

/** A damaged file: what is safe before what is lost; the last good copy first, a new download second. */
export function Damaged({ failure }: { failure: Failure }) {
  const { t } = useTranslation('recovery');
  const format = useFormat();
  const shell = useBridge();
  const notices = useNotices();
  const { reopen } = useWayBack(failure);
  const { personId } = failure;
  const unsent = useUnsentCount(personId);
  const [busy, setBusy] = useState<Repair | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [confirming, confirm] = useDisclosure(false);
  const { copiedAt, hasCopy } = failure.problem.details ?? {};
  const copy = typeof copiedAt === 'string' ? format.moment(Date.parse(copiedAt), Date.now()) : null;

  const repair = async (what: Repair, work: () => Promise<string>) => {
    confirm.close();
    setBusy(what);
    setProblem(null);
    try {
      notices.done(await work());
      reopen();
    } catch (thrown) {
      setProblem(problemOf(thrown));
      setBusy(null);
    }
  };
  const restore = () =>
    repair('restore', async () => {
      const restored = await shell.call('database.restore', { personId });
      return t('damaged.restored', { when: format.dateTime(Date.parse(restored.copiedAt)) });
    });
  const renew = () =>
    repair('renew', async () => {
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
          {hasCopy === false
            ? t('damaged.noCopy')
            : unsent > 0
              ? t('damaged.unsent', { count: unsent })
              : t('damaged.maybe')}
        </li>
      </ul>
      <RepairButtons
        busy={busy}
        copy={hasCopy === false ? null : (copy ?? '')}
        onRestore={() => void restore()}
        onRenew={confirm.open}
      />
      {problem && (
        <div className={styles.problem}>
          <ProblemNotice problem={problem} />
        </div>
      )}
      <ConfirmRenew opened={confirming} unsent={unsent} onCancel={confirm.close} onConfirm={() => void renew()} />
    </>
  );
}

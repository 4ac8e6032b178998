import { IconCheck, IconCloudUp, IconLock } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { PersonOnDevice } from '../../../shared/bridge/contract.ts';
import { useFormat } from '../../ui/use-format.ts';
import styles from './PersonSyncState.module.css';

/** What a person left behind here: shut, unsent, or when it was last in step with the server. */
export function PersonSyncState({ entry }: { entry: PersonOnDevice }) {
  const { t } = useTranslation('signIn');
  const format = useFormat();
  const now = Date.now();
  if (entry.lockedUntil && Date.parse(entry.lockedUntil) > now) {
    return (
      <span className={styles.state} data-attention>
        <IconLock size={17} stroke={1.7} aria-hidden />
        {t('row.locked', { time: format.timeAfter(Date.parse(entry.lockedUntil)) })}
      </span>
    );
  }
  if (entry.unsent > 0) {
    return (
      <span className={styles.state}>
        <IconCloudUp size={18} stroke={1.7} aria-hidden />
        {t('row.unsent', { count: entry.unsent })}
      </span>
    );
  }
  if (!entry.lastSyncedAt) return <span className={styles.state}>{t('row.never')}</span>;
  return (
    <span className={styles.state}>
      <IconCheck size={16} stroke={1.7} aria-hidden />
      {t('row.synced', { when: format.moment(Date.parse(entry.lastSyncedAt), now) })}
    </span>
  );
}

import { Progress } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../ui/use-format.ts';
import styles from './FirstDownload.module.css';
import { useSyncStatus } from './use-sync.ts';

/** While the first download is not whole: what is on the screen is a part of what is to come. */
export function FirstDownload() {
  const { t } = useTranslation('app');
  const format = useFormat();
  const { firstDownload, state } = useSyncStatus();
  if (!firstDownload) return null;
  const { received, remaining, share } = firstDownload;
  const isInterrupted = state === 'offline' || state === 'paused';
  const title = t(isInterrupted ? 'download.interrupted' : 'download.title');
  const percent = Math.floor(share * 100);
  const counts = { received: format.number(received), remaining: format.number(remaining) };
  return (
    <div className={styles.line}>
      <span>{title}</span>
      <Progress.Root className={styles.bar} size={6}>
        <Progress.Section value={percent} animated={!isInterrupted} aria-label={title} />
      </Progress.Root>
      <span>{format.number(percent)} %</span>
      <span className={styles.quiet}>{t(remaining > 0 ? 'download.remaining' : 'download.received', counts)}</span>
    </div>
  );
}

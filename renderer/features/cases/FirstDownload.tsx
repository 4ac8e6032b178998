import { Progress } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useSyncStatus } from '../../app/use-sync.ts';
import { useFormat } from '../../ui/use-format.ts';
import styles from './FirstDownload.module.css';

/** While the first download is not whole: what is on the screen is a part of what is to come. */
export function FirstDownload() {
  const { t } = useTranslation('cases');
  const format = useFormat();
  const { firstDownload } = useSyncStatus();
  if (!firstDownload) return null;
  return (
    <div className={styles.line}>
      <span>{t('download.title')}</span>
      <Progress.Root className={styles.bar} size={6}>
        <Progress.Section value={100} animated aria-label={t('download.title')} />
      </Progress.Root>
      <span className={styles.quiet}>{t('download.received', { count: format.number(firstDownload.received) })}</span>
    </div>
  );
}

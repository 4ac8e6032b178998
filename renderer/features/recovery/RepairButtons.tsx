import { Button } from '@mantine/core';
import { IconDownload, IconHistory } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import styles from './RecoveryPage.module.css';

export type Repair = 'restore' | 'renew';

interface RepairButtonsProps {
  /** Which of them is at work. */
  busy: Repair | null;
  /** When the last good copy was made, in words; empty when that is not known, null when there is none. */
  copy: string | null;
  onRestore: () => void;
  onRenew: () => void;
}

/** The two ways to mend a damaged file; the better one that there is stands first and filled. */
export function RepairButtons({ busy, copy, onRestore, onRenew }: RepairButtonsProps) {
  const { t } = useTranslation('recovery');
  return (
    <>
      <div className={styles.actions}>
        {copy !== null && (
          <Button
            size="md"
            leftSection={<IconHistory size={18} stroke={1.7} aria-hidden />}
            loading={busy === 'restore'}
            disabled={busy === 'renew'}
            onClick={onRestore}
          >
            {copy ? t('damaged.restoreTo', { when: copy }) : t('damaged.restore')}
          </Button>
        )}
        <Button
          size="md"
          variant={copy === null ? 'filled' : 'default'}
          leftSection={<IconDownload size={18} stroke={1.7} aria-hidden />}
          loading={busy === 'renew'}
          disabled={busy === 'restore'}
          onClick={onRenew}
        >
          {t('damaged.renew')}
        </Button>
      </div>
      {copy !== null && <p className={styles.hint}>{t('damaged.hint')}</p>}
    </>
  );
}

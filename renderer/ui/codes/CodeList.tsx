import { ActionIcon } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import styles from './ScanDialog.module.css';

interface CodeListProps {
  codes: readonly string[];
  onRemove: (code: string) => void;
}

/** What was read so far, the newest above; each once. */
export function CodeList({ codes, onRemove }: CodeListProps) {
  const { t } = useTranslation('scan');
  return (
    <>
      <output className={styles.hint}>{t('count', { count: codes.length })}</output>
      {codes.length > 0 && (
        <ul className={styles.list} aria-label={t('list')}>
          {codes.toReversed().map((code) => (
            <li key={code} className={styles.code}>
              <span className={styles.text}>{code}</span>
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={t('remove', { code })}
                onClick={() => onRemove(code)}
              >
                <IconX size={16} stroke={1.7} aria-hidden />
              </ActionIcon>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

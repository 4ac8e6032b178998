import { IconArrowsDiff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { headingOf } from '../../../shared/domain/finding/heading.ts';
import { openConflicts } from '../../../shared/domain/merge/settle.ts';
import type { Finding } from '../../../shared/schema/findings.ts';
import styles from './FindingList.module.css';

interface FindingListProps {
  findings: readonly Finding[];
  openId: string;
  onOpen: (id: string) => void;
}

/** The findings by number and title; one where two values wait for a choice is marked. */
export function FindingList({ findings, openId, onOpen }: FindingListProps) {
  const { t } = useTranslation('findings');
  return (
    <nav aria-label={t('list')} className={styles.list}>
      {findings.map((finding, place) => (
        <button
          key={finding.id}
          type="button"
          className={styles.row}
          aria-current={finding.id === openId ? 'true' : undefined}
          onClick={() => onOpen(finding.id)}
        >
          <span className={styles.number}>{place + 1}</span>
          <span className={styles.title}>{headingOf(finding) || t('untitled')}</span>
          {openConflicts(finding).length > 0 && (
            <IconArrowsDiff size={17} stroke={1.7} className={styles.mark} role="img" aria-label={t('conflict')} />
          )}
        </button>
      ))}
    </nav>
  );
}

import { Anchor } from '@mantine/core';
import { IconUserPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { PersonOnDevice } from '../../../shared/bridge/contract.ts';
import { PersonAvatar } from '../../ui/PersonAvatar.tsx';
import { RowsSkeleton } from '../../ui/RowsSkeleton.tsx';
import styles from './PeopleList.module.css';
import { PersonSyncState } from './PersonSyncState.tsx';

interface PeopleListProps {
  people: readonly PersonOnDevice[] | null;
  selected: string | null;
  onSelect: (person: PersonOnDevice) => void;
  onOther: () => void;
}

/** The people who have data on this laptop, each with what still waits to be sent. */
export function PeopleList({ people, selected, onSelect, onOther }: PeopleListProps) {
  const { t } = useTranslation('signIn');
  if (people === null) return <RowsSkeleton rows={3} height={60} />;
  return (
    <div>
      {people.length === 0 && <p className={styles.nobody}>{t('nobody')}</p>}
      <ul className={styles.list}>
        {people.map((entry) => (
          <li key={entry.person.id}>
            <button
              type="button"
              className={styles.row}
              aria-pressed={entry.person.id === selected}
              onClick={() => onSelect(entry)}
            >
              <PersonAvatar name={entry.person.name} size={44} accent={entry.person.id === selected} />
              <span className={styles.words}>
                <span className={styles.name}>{entry.person.name}</span>
                <span className={styles.title}>{entry.person.title}</span>
              </span>
              <PersonSyncState entry={entry} />
            </button>
          </li>
        ))}
      </ul>
      <Anchor component="button" type="button" className={styles.other} onClick={onOther}>
        <IconUserPlus size={20} stroke={1.7} aria-hidden />
        {t('other')}
      </Anchor>
    </div>
  );
}

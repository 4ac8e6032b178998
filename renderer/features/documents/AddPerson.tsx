import { Autocomplete } from '@mantine/core';
import { IconUserPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type KnownPerson, peopleNamed, sameAttendee } from '../../../shared/domain/document/people.ts';
import { useDocumentFile } from './document-file.tsx';
import styles from './PeoplePart.module.css';
import { useKnownPeople } from './use-known-people.ts';

/** Letters from which on names are offered, and how many at once. */
const fewestLetters = 2;
const mostOffered = 8;

/** Adds somebody by their name: whoever was here before comes with all that is known of them, by Enter. */
export function AddPerson({ onAdd }: { onAdd: (known: KnownPerson) => void }) {
  const { t } = useTranslation('documents');
  const { document } = useDocumentFile();
  const everybody = useKnownPeople();
  const [typed, setTyped] = useState('');
  const absent = everybody.filter((known) => !sameAttendee(document.attendees, { id: '', ...known }));
  const offered = typed.trim().length < fewestLetters ? [] : peopleNamed(absent, typed).slice(0, mostOffered);
  const factsOf = ({ side, duty, organisation }: KnownPerson) =>
    [t(`side.${side}`), duty, organisation].filter(Boolean).join(', ');
  const options = new Map(offered.map((known) => [`${known.name}, ${factsOf(known)}`, known]));
  const addTyped = () => {
    if (typed.trim() === '') return;
    const nothing = { personId: '', duty: '', organisation: '', address: '', idNumber: '' };
    onAdd({ ...nothing, side: 'entity', name: typed.trim() });
    setTyped('');
  };
  return (
    <Autocomplete
      data-field="addPerson"
      label={t('people.add')}
      description={t('people.addHint')}
      leftSection={<IconUserPlus size={18} stroke={1.7} aria-hidden />}
      value={typed}
      onChange={(text) => options.has(text) || setTyped(text)}
      onOptionSubmit={(value) => {
        const known = options.get(value);
        if (!known) return;
        onAdd(known);
        setTyped('');
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && options.size === 0) addTyped();
      }}
      data={[...options.keys()]}
      filter={({ options: all }) => all}
      renderOption={({ option }) => {
        const known = options.get(option.value);
        return (
          <span>
            <span className={styles.name}>{known?.name}</span>
            <span className={`${styles.facts} ${styles.option}`}>{known && factsOf(known)}</span>
          </span>
        );
      }}
      selectFirstOptionOnChange
      maxLength={500}
    />
  );
}

import { ActionIcon, Button, type ComboboxItem, type OptionsFilter, Select } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { TeamMember } from '../../../shared/schema/cases.ts';
import type { PersonCardData } from '../../../shared/schema/reference-data.ts';
import { fold } from '../../../shared/storage/fold.ts';
import { PersonAvatar } from '../PersonAvatar.tsx';
import styles from './TeamEditor.module.css';
import { ledBy, withMember, withoutMember } from './team.ts';

interface TeamEditorProps {
  team: readonly TeamMember[];
  /** Colleagues who can be taken. */
  people: readonly PersonCardData[];
  me: string;
  /** A member who may not be taken out. */
  fixed?: string | undefined;
  onChange: (team: TeamMember[]) => void;
}

/** Who works on a case and who leads: somebody always does. */
export function TeamEditor({ team, people, me, fixed, onChange }: TeamEditorProps) {
  const { t } = useTranslation('case');
  const adding = useRef<HTMLInputElement>(null);
  // The list above has grown by a line: the field that is in use stays in sight.
  useEffect(() => {
    if (team.length > 0 && document.activeElement === adding.current)
      adding.current?.scrollIntoView({ block: 'nearest' });
  }, [team.length]);
  const others = people.filter(({ personId }) => !team.some((member) => member.id === personId));
  return (
    <div>
      <ul className={styles.members}>
        {team.map((member) => (
          <li key={member.id} className={styles.member}>
            <PersonAvatar name={member.name} accent={member.id === me} />
            <span className={styles.name}>{member.name}</span>
            {member.role === 'leader' ? (
              <span className={styles.role}>{t('role.leader')}</span>
            ) : (
              <Button variant="subtle" size="compact-sm" onClick={() => onChange(ledBy(team, member.id))}>
                {t('team.makeLeader')}
              </Button>
            )}
            <ActionIcon
              disabled={team.length === 1 || member.id === fixed}
              aria-label={t('team.remove', { name: member.name })}
              onClick={() => onChange(withoutMember(team, member.id))}
            >
              <IconX size={16} stroke={1.7} />
            </ActionIcon>
          </li>
        ))}
      </ul>
      <Select
        ref={adding}
        label={t('team.add')}
        placeholder={t('team.addHint')}
        searchable
        filter={withoutTones}
        // Chosen people move into the list above, so the field is always empty again.
        value={null}
        nothingFoundMessage={t('team.nobody')}
        data={others.map(({ personId, name, title }) => ({
          value: personId,
          label: title ? `${name}, ${title}` : name,
        }))}
        onChange={(id) => {
          const person = others.find(({ personId }) => personId === id);
          if (person) onChange(withMember(team, { id: person.personId, name: person.name }));
        }}
      />
    </div>
  );
}

/** Names that hold what is typed, tones or not. */
const withoutTones: OptionsFilter = ({ options, search }) => {
  const wanted = fold(search.trim());
  return options.filter((option) => fold((option as ComboboxItem).label).includes(wanted));
};

import { Tooltip } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { TeamMember } from '../../../shared/schema/cases.ts';
import { usePerson } from '../../app/workspace-context.tsx';
import { PersonAvatar } from '../../ui/PersonAvatar.tsx';
import styles from './CaseHeader.module.css';

const shown = 3;

/** The team as faces; names come by pointing. */
export function Faces({ team }: { team: readonly TeamMember[] }) {
  const { t } = useTranslation('casePage');
  const me = usePerson().id;
  const names = t('team', { names: team.map(({ name }) => name).join(', ') });
  const rest = team.length - shown;
  return (
    <Tooltip label={names} multiline maw={320}>
      <span className={styles.faces} role="img" aria-label={names}>
        {team.slice(0, shown).map(({ id, name }) => (
          <PersonAvatar key={id} name={name} accent={id === me} />
        ))}
        {rest > 0 && <span className={styles.more}>+{rest}</span>}
      </span>
    </Tooltip>
  );
}

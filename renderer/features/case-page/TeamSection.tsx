import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { isParty, mayChangeTeam } from '../../../shared/domain/permission/permission.ts';
import type { TeamMember } from '../../../shared/schema/cases.ts';
import { useCaseFile } from '../../ui/case/case-file.tsx';
import { TeamEditor } from '../../ui/case/TeamEditor.tsx';
import { ConflictMark } from '../../ui/conflict/ConflictMark.tsx';
import { useNotices } from '../../ui/notices.tsx';
import { PersonAvatar } from '../../ui/PersonAvatar.tsx';
import { paths } from '../../ui/paths.ts';
import { SectionHeading } from '../../ui/SectionHeading.tsx';
import { usePeople } from '../../ui/use-reference.ts';
import styles from './TeamSection.module.css';

/** Who works on the case, and on which sections. */
export function TeamSection() {
  const { t } = useTranslation('casePage');
  const { workspace, inspectionCase, mayEditFacts } = useCaseFile();
  const mayEdit = mayEditFacts && mayChangeTeam(workspace.session.person, inspectionCase);
  const [editing, edit] = useDisclosure(false);
  return (
    <section>
      <SectionHeading
        title={t('people.title')}
        count={inspectionCase.team.length}
        aside={
          mayEdit && (
            <Button variant="transparent" size="compact-sm" px={0} onClick={edit.toggle}>
              {t(editing ? 'people.done' : 'people.edit')}
            </Button>
          )
        }
      />
      <ConflictMark collection="cases" document={inspectionCase} path="/team" />
      {editing && mayEdit ? <Editor /> : <Members team={inspectionCase.team} />}
      {isParty(workspace.session.person, inspectionCase) && inspectionCase.team.length > 1 && (
        <Link to={paths.case(inspectionCase.id, 'exchange')} className={styles.exchange}>
          {t('people.exchange')}
        </Link>
      )}
    </section>
  );
}

function Members({ team }: { team: readonly TeamMember[] }) {
  const { t } = useTranslation('casePage');
  const { t: words } = useTranslation('case');
  const { workspace } = useCaseFile();
  return (
    <ul className={styles.members}>
      {team.map(({ id, name, role, sections }) => (
        <li key={id} className={styles.member}>
          <PersonAvatar name={name} accent={id === workspace.session.person.id} />
          <span className={styles.name}>{name}</span>
          <span className={styles.role}>{words(`role.${role}`)}</span>
          {sections.length > 0 && (
            <span className={styles.sections}>{t('people.sections', { letters: sections.join(', ') })}</span>
          )}
        </li>
      ))}
    </ul>
  );
}

function Editor() {
  const { workspace, inspectionCase } = useCaseFile();
  const { person } = workspace.session;
  const notices = useNotices();
  const { t } = useTranslation('casePage');
  const { id, team: before } = inspectionCase;
  const save = (team: TeamMember[]) => {
    const removed = before.find((member) => !team.some((each) => each.id === member.id));
    const bringBack = async (member: TeamMember) => {
      await workspace.change('cases', id, ({ team: present }) =>
        present.some((each) => each.id === member.id) ? {} : { team: [...present, member] },
      );
    };
    workspace
      .change('cases', id, () => ({ team }))
      .then(() => {
        if (removed) notices.undoable(t('people.removed', { name: removed.name }), () => bringBack(removed));
      }, notices.problem);
  };
  return (
    <TeamEditor
      team={inspectionCase.team}
      people={usePeople(workspace)}
      me={person.id}
      // Who worked on a case does not review it: a supervisor stays in the team.
      fixed={person.role === 'supervisor' ? person.id : undefined}
      onChange={save}
    />
  );
}

import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { isParty } from '../../../shared/domain/permission/permission.ts';
import { mayEdit } from '../../../shared/domain/workflow/lock.ts';
import { useKeepDeadline } from '../../app/use-keep-deadline.ts';
import { usePerson } from '../../app/workspace-context.tsx';
import { useCaseFile } from '../../ui/case/case-file.tsx';
import { useLaw } from '../../ui/case/law.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { newFinding } from '../../ui/finding/new-finding.ts';
import { useNotices } from '../../ui/notices.tsx';
import { FindingDetail } from './FindingDetail.tsx';
import { FindingList } from './FindingList.tsx';
import styles from './FindingsTab.module.css';

/** The findings of a case: the list at the left, one open for editing, the law beside it. */
export function FindingsTab() {
  const { t } = useTranslation('findings');
  const { workspace, inspectionCase, findings, today } = useCaseFile();
  const person = usePerson();
  const notices = useNotices();
  const keepDeadline = useKeepDeadline();
  const [query, setQuery] = useSearchParams();
  const law = useLaw();
  const editable = isParty(person, inspectionCase) && mayEdit(inspectionCase.state);
  const open = findings.find(({ id }) => id === query.get('finding')) ?? findings[0];
  const choose = (id: string) => setQuery({ finding: id }, { replace: true });

  const add = async () => {
    try {
      const made = await workspace.insert('findings', newFinding(inspectionCase.id, today));
      choose(made.id);
      await keepDeadline(inspectionCase.id);
    } catch (thrown) {
      notices.problem(thrown);
    }
  };
  const addButton = editable && (
    <Button variant="default" leftSection={<IconPlus size={18} stroke={1.7} />} onClick={add}>
      {t('add')}
    </Button>
  );
  if (!open) {
    return (
      <EmptyState title={t('empty.title')} actions={addButton}>
        {t('empty.words')}
      </EmptyState>
    );
  }
  return (
    <div className={styles.tab}>
      <div className={styles.list}>
        <FindingList findings={findings} openId={open.id} onOpen={choose} />
        {addButton}
      </div>
      <div className={styles.detail}>
        <FindingDetail
          key={open.id}
          finding={open}
          number={findings.indexOf(open) + 1}
          editable={editable}
          onOpenLaw={(provision, day) => law.show({ provision, day })}
          onSaved={() => keepDeadline(inspectionCase.id).catch(notices.problem)}
        />
      </div>
    </div>
  );
}

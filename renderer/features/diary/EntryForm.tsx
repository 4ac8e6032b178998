import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCaseFile } from '../../ui/case/case-file.tsx';
import { newActivity } from '../../ui/case/new-activity.ts';
import { useDraftText } from '../../ui/use-draft-text.ts';
import styles from './EntryForm.module.css';

/** A new line of the team's diary. What was typed is there again on coming back. */
export function EntryForm({ caseId }: { caseId: string }) {
  const { t } = useTranslation('diary');
  const { workspace } = useCaseFile();
  const draft = useDraftText(workspace.collections, `diary:${caseId}`);
  const [isEmpty, setEmpty] = useState(false);

  const add = async () => {
    const text = draft.text.trim();
    if (text === '') return setEmpty(true);
    await draft.become((id) => workspace.insert('activity', { ...newActivity(caseId, 'diary', text), id }));
  };
  return (
    <div className={styles.form}>
      <Textarea
        label={t('entry.label')}
        placeholder={t('entry.placeholder')}
        value={draft.text}
        readOnly={!draft.isRead}
        onChange={(event) => {
          draft.type(event.currentTarget.value);
          setEmpty(false);
        }}
        error={isEmpty && t('entry.empty')}
        autosize
        minRows={2}
        maxRows={12}
        maxLength={50_000}
      />
      <Button variant="default" onClick={add} className={styles.add}>
        {t('entry.add')}
      </Button>
    </div>
  );
}

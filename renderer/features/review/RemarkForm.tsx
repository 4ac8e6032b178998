import { Button, Checkbox, Group, Textarea } from '@mantine/core';
import { type RefObject, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCaseFile } from '../../ui/case/case-file.tsx';
import { newActivity } from '../../ui/case/new-activity.ts';
import { useRemarkPlace } from '../../ui/case/use-remark-place.ts';
import { useDraftText } from '../../ui/use-draft-text.ts';
import { keyOf, type RemarkTarget } from './lines.ts';
import styles from './RemarkForm.module.css';

interface RemarkFormProps {
  target: RemarkTarget;
  writing: RefObject<HTMLTextAreaElement | null>;
}

/** A new remark on the chosen line; what was typed is there again on coming back to that line. */
export function RemarkForm({ target, writing }: RemarkFormProps) {
  const { t } = useTranslation('review');
  const { workspace, inspectionCase } = useCaseFile();
  const placeWords = useRemarkPlace();
  const draft = useDraftText(workspace.collections, `remark:${inspectionCase.id}|${keyOf(target)}`);
  const [mustMend, setMustMend] = useState(true);
  const [isEmpty, setEmpty] = useState(false);

  const add = async () => {
    const text = draft.text.trim();
    if (text === '') return setEmpty(true);
    const remark = newActivity(inspectionCase.id, 'remark', text, { target, mustMend });
    await draft.become((id) => workspace.insert('activity', { ...remark, id }));
  };
  return (
    <div className={styles.form}>
      <Textarea
        ref={writing}
        label={t('form.label', { place: placeWords(target) })}
        value={draft.text}
        readOnly={!draft.isRead}
        onChange={(event) => {
          draft.type(event.currentTarget.value);
          setEmpty(false);
        }}
        error={isEmpty && t('form.empty')}
        autosize
        minRows={2}
        maxRows={8}
        maxLength={50_000}
      />
      <Group justify="space-between" gap="sm">
        <Checkbox
          label={t('form.mustMend')}
          checked={mustMend}
          onChange={(event) => setMustMend(event.currentTarget.checked)}
        />
        <Button variant="default" onClick={add}>
          {t('form.add')}
        </Button>
      </Group>
    </div>
  );
}

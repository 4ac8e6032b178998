import { Button, Checkbox, Group, Textarea } from '@mantine/core';
import { type RefObject, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCaseFile } from '../../ui/case/case-file.tsx';
import { useNotices } from '../../ui/notices.tsx';
import type { RemarkTarget, ReviewLines } from './lines.ts';
import styles from './RemarkForm.module.css';
import { usePlaceWords } from './use-place-words.ts';

interface RemarkFormProps {
  lines: ReviewLines;
  target: RemarkTarget;
  writing: RefObject<HTMLTextAreaElement | null>;
}

/** A new remark on the chosen line. */
export function RemarkForm({ lines, target, writing }: RemarkFormProps) {
  const { t } = useTranslation('review');
  const { workspace, inspectionCase } = useCaseFile();
  const notices = useNotices();
  const placeWords = usePlaceWords(lines);
  const [text, setText] = useState('');
  const [mustMend, setMustMend] = useState(true);
  const [isEmpty, setEmpty] = useState(false);

  const add = async () => {
    if (text.trim() === '') return setEmpty(true);
    try {
      await workspace.insert('activity', {
        caseId: inspectionCase.id,
        kind: 'remark',
        target,
        replyTo: '',
        text: text.trim(),
        mustMend,
        resolves: false,
      });
      setText('');
    } catch (thrown) {
      notices.problem(thrown);
    }
  };
  return (
    <div className={styles.form}>
      <Textarea
        ref={writing}
        label={t('form.label', { place: placeWords(target) })}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
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

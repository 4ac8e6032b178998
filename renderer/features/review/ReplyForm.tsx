import { Button, Group, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isParty } from '../../../shared/domain/permission/permission.ts';
import { usePerson } from '../../app/workspace-context.tsx';
import { useCaseFile } from '../../ui/case/case-file.tsx';
import { useNotices } from '../../ui/notices.tsx';
import type { NumberedRemark } from './lines.ts';
import styles from './ReplyForm.module.css';

/** Answers a remark: the team says what it mended, whoever remarked accepts that or asks again. */
export function ReplyForm({ remark: { remark, state } }: { remark: NumberedRemark }) {
  const { t } = useTranslation('review');
  const { workspace, inspectionCase } = useCaseFile();
  const person = usePerson();
  const notices = useNotices();
  const [text, setText] = useState('');
  const isMine = remark.createdBy === person.id;
  if (!isMine && !isParty(person, inspectionCase)) return null;
  if (isMine && state === 'open') return null;

  const reply = async (resolves: boolean, plain: string) => {
    try {
      await workspace.insert('activity', {
        caseId: inspectionCase.id,
        kind: 'reply',
        target: remark.target,
        replyTo: remark.id,
        text: text.trim() || plain,
        mustMend: false,
        resolves,
      });
      setText('');
    } catch (thrown) {
      notices.problem(thrown);
    }
  };
  return (
    <div className={styles.form}>
      <Textarea
        aria-label={t('reply.label')}
        placeholder={isMine ? t('reply.label') : t('reply.placeholder')}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        autosize
        minRows={1}
        maxRows={6}
        maxLength={50_000}
      />
      <Group gap="xs" justify="flex-end">
        {isMine ? (
          <>
            <Button variant="default" onClick={() => reply(false, t('reply.again'))}>
              {t('reply.again')}
            </Button>
            <Button variant="default" onClick={() => reply(true, t('reply.accept'))}>
              {t('reply.accept')}
            </Button>
          </>
        ) : (
          <>
            <Button variant="default" disabled={text.trim() === ''} onClick={() => reply(false, '')}>
              {t('reply.answer')}
            </Button>
            {state === 'open' && (
              <Button variant="default" onClick={() => reply(true, t('reply.mended'))}>
                {t('reply.mended')}
              </Button>
            )}
          </>
        )}
      </Group>
    </div>
  );
}

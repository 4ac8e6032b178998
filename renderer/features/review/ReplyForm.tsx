import { Button, Group, Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { isParty } from '../../../shared/domain/permission/permission.ts';
import { usePerson } from '../../app/workspace-context.tsx';
import { useCaseFile } from '../../ui/case/case-file.tsx';
import { useReply } from '../../ui/case/use-reply.ts';
import type { NumberedRemark } from './lines.ts';
import styles from './ReplyForm.module.css';

/** Answers a remark: the team says what it mended; whoever remarked takes it back, accepts that or asks again. */
export function ReplyForm({ remark: numbered }: { remark: NumberedRemark }) {
  const { t } = useTranslation('case');
  const { inspectionCase } = useCaseFile();
  const person = usePerson();
  const { text, isRead, setText, lacksWords, reply } = useReply(numbered);
  const { remark, replies, state } = numbered;
  const isMine = remark.createdBy === person.id;
  if (!isMine && !isParty(person, inspectionCase)) return null;
  if (isMine && state === 'open' && replies.length === 0) {
    return (
      <Group justify="flex-end" mt={6}>
        <Button variant="subtle" size="compact-sm" onClick={() => reply(true)}>
          {t('remark.withdraw')}
        </Button>
      </Group>
    );
  }
  return (
    <div className={styles.form}>
      <Textarea
        aria-label={t('remark.answer')}
        placeholder={isMine ? t('remark.answer') : t('remark.answerHint')}
        value={text}
        readOnly={!isRead}
        onChange={(event) => setText(event.currentTarget.value)}
        error={lacksWords && t('remark.lacksWords')}
        autosize
        minRows={1}
        maxRows={6}
        maxLength={50_000}
      />
      <Group gap="xs" justify="flex-end">
        {isMine ? (
          <>
            <Button variant="default" onClick={() => reply(false)}>
              {t('remark.again')}
            </Button>
            <Button variant="default" onClick={() => reply(true)}>
              {t('remark.accept')}
            </Button>
          </>
        ) : (
          <>
            <Button variant="default" disabled={text.trim() === ''} onClick={() => reply(false)}>
              {t('remark.reply')}
            </Button>
            {state === 'open' && (
              <Button variant="default" onClick={() => reply(true)}>
                {t('remark.mended')}
              </Button>
            )}
          </>
        )}
      </Group>
    </div>
  );
}

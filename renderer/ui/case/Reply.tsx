import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Remark } from '../../../shared/domain/review/remarks.ts';
import { isApproved } from '../../../shared/domain/workflow/lock.ts';
import type { Activity } from '../../../shared/schema/activity.ts';
import { useNotices } from '../notices.tsx';
import { PersonAvatar } from '../PersonAvatar.tsx';
import { useCaseFile } from './case-file.tsx';
import { newActivity } from './new-activity.ts';
import styles from './Reply.module.css';
import { useReplyWords } from './use-reply-words.ts';

/** One reply to a remark. Whoever made it may take it back until the case is approved or the remark accepted. */
export function Reply({ reply, of: { remark, state } }: { reply: Activity; of: Remark }) {
  const { t } = useTranslation('case');
  const { workspace, inspectionCase, nameOf } = useCaseFile();
  const words = useReplyWords();
  const notices = useNotices();
  const me = workspace.session.person.id;
  const isClosed = isApproved(inspectionCase.state) || (state === 'accepted' && remark.createdBy !== me);
  const takeBack = async () => {
    try {
      const own = { target: reply.target, replyTo: reply.id };
      await workspace.insert('activity', newActivity(inspectionCase.id, 'reply', '', own));
    } catch (thrown) {
      notices.problem(thrown);
    }
  };
  return (
    <div className={styles.reply}>
      <PersonAvatar name={nameOf(reply.createdBy)} size={20} />
      <p className={styles.text}>{words(reply, remark)}</p>
      {reply.createdBy === me && !isClosed && (
        <Button variant="subtle" size="compact-xs" onClick={takeBack}>
          {t('remark.takeBack')}
        </Button>
      )}
    </div>
  );
}

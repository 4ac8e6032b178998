import { Button, Textarea } from '@mantine/core';
import { IconAlertCircle, IconCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { isParty } from '../../../shared/domain/permission/permission.ts';
import { type Remark, remarksOf } from '../../../shared/domain/review/remarks.ts';
import { isApproved } from '../../../shared/domain/workflow/lock.ts';
import { Badge } from '../Badge.tsx';
import { useCaseFile } from './case-file.tsx';
import styles from './RemarksHere.module.css';
import { Reply } from './Reply.tsx';
import { useReply } from './use-reply.ts';

interface RemarksHereProps {
  kind: 'item' | 'finding';
  id: string;
}

/** The reviewer's remarks on one item or finding, where they belong, each with an answer in place. */
export function RemarksHere({ kind, id }: RemarksHereProps) {
  const { activity } = useCaseFile();
  const here = remarksOf(activity).filter(({ remark }) => remark.target.kind === kind && remark.target.id === id);
  return here.map((remark) => <RemarkHere key={remark.remark.id} remark={remark} />);
}

function RemarkHere({ remark: whole }: { remark: Remark }) {
  const { t } = useTranslation('case');
  const { workspace, inspectionCase, nameOf } = useCaseFile();
  const { text, isRead, setText, lacksWords, reply } = useReply(whole);
  const { remark, replies, state } = whole;
  const mayAnswer =
    state === 'open' && !isApproved(inspectionCase.state) && isParty(workspace.session.person, inspectionCase);
  return (
    <section className={styles.remark} data-open={state === 'open' || undefined}>
      <p className={styles.head}>
        <strong>{nameOf(remark.createdBy)}</strong>
        {state === 'open' ? (
          <Badge tone={remark.mustMend ? 'soon' : 'neutral'} icon={IconAlertCircle} look="plain">
            {t(remark.mustMend ? 'remark.mustMend' : 'remark.noted')}
          </Badge>
        ) : (
          <Badge tone="done" icon={IconCheck} look="plain">
            {t('remark.mended')}
          </Badge>
        )}
      </p>
      <p className={styles.text}>{remark.text}</p>
      {replies.map((each) => (
        <Reply key={each.id} reply={each} of={whole} />
      ))}
      {mayAnswer && (
        <div className={styles.answer}>
          <Textarea
            className={styles.field}
            aria-label={t('remark.answer')}
            placeholder={t('remark.answerHint')}
            value={text}
            readOnly={!isRead}
            onChange={(event) => setText(event.currentTarget.value)}
            error={lacksWords && t('remark.lacksWords')}
            autosize
            minRows={1}
            maxRows={6}
            maxLength={50_000}
          />
          <Button variant="default" onClick={() => reply(true)}>
            {t('remark.mended')}
          </Button>
        </div>
      )}
    </section>
  );
}

import { IconAlertCircle, IconCheck, IconInfoCircle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { msOfStamp } from '../../../shared/domain/clock/stamp.ts';
import { isApproved } from '../../../shared/domain/workflow/lock.ts';
import { useNow } from '../../app/use-today.ts';
import { Badge } from '../../ui/Badge.tsx';
import { useCaseFile } from '../../ui/case/case-file.tsx';
import { Reply } from '../../ui/case/Reply.tsx';
import { useFormat } from '../../ui/use-format.ts';
import type { NumberedRemark } from './lines.ts';
import styles from './RemarkCard.module.css';
import { ReplyForm } from './ReplyForm.tsx';

interface RemarkCardProps {
  remark: NumberedRemark;
  place: string;
  isChosen: boolean;
  onChoose: () => void;
}

/** One remark: who, when, where, what, whether it has been mended, and the answers to it. */
export function RemarkCard({ remark: numbered, place, isChosen, onChoose }: RemarkCardProps) {
  const { remark, number, replies, state } = numbered;
  const { nameOf, inspectionCase } = useCaseFile();
  const format = useFormat();
  const now = useNow();
  const name = nameOf(remark.createdBy);
  // What was accepted is opened again by taking that back.
  const isOver = isApproved(inspectionCase.state) || state === 'accepted';
  const mayReply = !isOver && (isChosen || state === 'open');
  return (
    <section className={styles.card} data-chosen={isChosen || undefined}>
      <button type="button" className={styles.head} onClick={onChoose} aria-expanded={isChosen}>
        <span className={styles.pin}>{number}</span>
        <span className={styles.who}>
          <strong>{name}</strong> {format.moment(msOfStamp(remark.createdAt), now)}
        </span>
        <RemarkBadge remark={numbered} />
      </button>
      <p className={styles.place}>{place}</p>
      <p className={styles.text}>{remark.text}</p>
      {replies.map((reply) => (
        <Reply key={reply.id} reply={reply} of={numbered} />
      ))}
      {mayReply && <ReplyForm remark={numbered} />}
    </section>
  );
}

function RemarkBadge({ remark: { remark, state } }: { remark: NumberedRemark }) {
  const { t } = useTranslation('review');
  if (state !== 'open') {
    return (
      <Badge tone="done" icon={IconCheck} look="plain">
        {t(`state.${state}`)}
      </Badge>
    );
  }
  return remark.mustMend ? (
    <Badge tone="soon" icon={IconAlertCircle}>
      {t('state.open')}
    </Badge>
  ) : (
    <Badge tone="neutral" icon={IconInfoCircle}>
      {t('state.noted')}
    </Badge>
  );
}

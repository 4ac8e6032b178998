import { Progress } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { MeetingPeer, MeetingState } from '../../data/bundles/meeting-state.ts';
import { useCaseFile } from '../../ui/case/case-file.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { ProblemNotice } from '../../ui/ProblemNotice.tsx';
import { paths } from '../../ui/paths.ts';
import { SectionHeading } from '../../ui/SectionHeading.tsx';
import { useFormat } from '../../ui/use-format.ts';
import styles from './Meeting.module.css';

/** Who is, or was, in the meeting, and what goes each way. */
export function MeetingPeers({ state: { kind, peers } }: { state: MeetingState }) {
  const { t } = useTranslation('exchange');
  const { inspectionCase } = useCaseFile();
  const differences = peers.reduce((sum, { taken }) => sum + taken.differences, 0);
  if (peers.length === 0) return kind === 'leading' ? <p className={styles.small}>{t('meeting.nobodyYet')}</p> : null;
  return (
    <div>
      <SectionHeading title={t('meeting.peers')} count={peers.length} />
      <ul className={styles.rows}>
        {peers.map((peer) => (
          <PeerRow key={peer.peerId} peer={peer} />
        ))}
      </ul>
      {differences > 0 && (
        <Notice
          tone="soon"
          title={t('take.differences', { count: differences })}
          action={<Link to={paths.case(inspectionCase.id, 'conflicts')}>{t('take.choose')}</Link>}
        />
      )}
    </div>
  );
}

function PeerRow({ peer }: { peer: MeetingPeer }) {
  const { t } = useTranslation('exchange');
  const { nameOf } = useCaseFile();
  const { personId, isHere, stage, lacking, has, received, receivedBefore, wanted, problems } = peer;
  const share = wanted.bytes === 0 ? 1 : Math.min(1, (received - receivedBefore) / wanted.bytes);
  const isDone = stage === 'whole' && has !== null;
  const hasFailed = stage === 'whole' && problems.some(({ code }) => code !== 'meeting.cut');
  const isWhole = isDone && !hasFailed && has.lacking + lacking === 0;
  const going = isHere ? stage : 'gone';
  const reached = hasFailed ? 'failed' : isWhole ? 'both' : isDone ? 'merged' : going;
  return (
    <li className={styles.row}>
      <strong>{nameOf(personId)}</strong>
      <span role="status" className={styles.stage} data-whole={isWhole || undefined}>
        {t(`meeting.stage.${reached}`)}
      </span>
      <TakenWords peer={peer} />
      <GivenWords peer={peer} />
      {isHere && stage === 'files' && wanted.files > 0 && (
        <Progress className={styles.wide} value={share * 100} aria-label={t('meeting.stage.files')} />
      )}
      {problems.map((problem) => (
        <div key={problem.code} className={styles.wide}>
          <ProblemNotice problem={problem} tone="soon" />
        </div>
      ))}
    </li>
  );
}

function TakenWords({ peer: { taken, wanted, come, stage, lacking } }: { peer: MeetingPeer }) {
  const { t } = useTranslation('exchange');
  const format = useFormat();
  const { added, changed } = taken;
  const documents = added + changed === 0 ? t('take.same') : t('take.brought', { added, changed });
  const files = t('meeting.files', {
    done: format.number(come.files),
    all: format.number(wanted.files),
    size: format.size(wanted.bytes),
  });
  return (
    <span className={styles.small}>
      {t('meeting.taken')} {stage === 'waiting' || stage === 'merging' ? '…' : documents}
      {wanted.files > 0 && `; ${files}`}
      {lacking > 0 && `; ${t('meeting.lackingHere', { count: lacking })}`}
    </span>
  );
}

function GivenWords({ peer: { documentsGiven, filesGiven, sent, has } }: { peer: MeetingPeer }) {
  const { t } = useTranslation('exchange');
  const format = useFormat();
  const lacking = has?.lacking ?? 0;
  return (
    <span className={styles.small}>
      {t('meeting.given', { documents: format.number(documentsGiven), size: format.size(sent) })}
      {filesGiven > 0 && `; ${t('meeting.filesGiven', { count: filesGiven })}`}
      {lacking > 0 && `; ${t('meeting.lacking', { count: lacking })}`}
    </span>
  );
}

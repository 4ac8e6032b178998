import { useTranslation } from 'react-i18next';
import { useCaseFile } from '../../ui/case/case-file.tsx';
import { useMeetingState } from '../../ui/meeting/team-meeting.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { SectionHeading } from '../../ui/SectionHeading.tsx';
import styles from './Meeting.module.css';
import { MeetingOpen } from './MeetingOpen.tsx';
import { MeetingPeers } from './MeetingPeers.tsx';
import { MeetingStart } from './MeetingStart.tsx';

/** What the team's laptops give each other on one network: one opens a meeting, the others join it by its code. */
export function MeetingSection() {
  const { t } = useTranslation('exchange');
  const { inspectionCase } = useCaseFile();
  const state = useMeetingState();
  const isOpen = state.kind === 'leading' || state.kind === 'joined';
  const isOfThis = state.caseId === inspectionCase.id;
  return (
    <section className={styles.meeting}>
      <div>
        <SectionHeading title={t('meeting.title')} />
        <p className={styles.small}>{t('meeting.words')}</p>
      </div>
      {isOpen && !isOfThis && <Notice tone="soon" title={t('meeting.elsewhere')} />}
      {isOpen && isOfThis ? <MeetingOpen state={state} /> : <MeetingStart state={state} />}
      {isOfThis && <MeetingPeers state={state} />}
    </section>
  );
}

import { Button, Checkbox, TextInput } from '@mantine/core';
import { IconAccessPoint, IconPlugConnected } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readMeetingCode } from '../../../shared/domain/meeting/code.ts';
import type { MeetingState } from '../../data/bundles/meeting-state.ts';
import { useCaseFile } from '../../ui/case/case-file.tsx';
import { useTeamMeeting } from '../../ui/meeting/team-meeting.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { ProblemNotice } from '../../ui/ProblemNotice.tsx';
import { SectionHeading } from '../../ui/SectionHeading.tsx';
import styles from './Meeting.module.css';

/** Opens a meeting on this laptop, or joins a colleague's. */
export function MeetingStart({ state: { kind, caseId, code: lastCode, peers, problem } }: { state: MeetingState }) {
  const { t } = useTranslation('exchange');
  const { inspectionCase, evidence } = useCaseFile();
  const meeting = useTeamMeeting();
  const [withOriginals, setWithOriginals] = useState(true);
  const [code, setCode] = useState(caseId === inspectionCase.id ? lastCode : '');
  const about = { caseId: inspectionCase.id, withOriginals };
  const isOver = kind === 'over' && caseId === inspectionCase.id;
  const join = (event?: FormEvent) => {
    event?.preventDefault();
    void meeting.join(about, code);
  };
  return (
    <>
      <div className={styles.ways}>
        <div className={styles.way}>
          <SectionHeading title={t('meeting.open.title')} bare />
          <p className={styles.small}>{t('meeting.open.words')}</p>
          <Button
            className={styles.action}
            leftSection={<IconAccessPoint size={18} stroke={1.7} aria-hidden />}
            onClick={() => void meeting.open(about)}
            loading={kind === 'opening'}
          >
            {t('meeting.open.action')}
          </Button>
        </div>
        <form className={styles.way} onSubmit={join}>
          <SectionHeading title={t('meeting.join.title')} bare />
          <p className={styles.small}>{t('meeting.join.words')}</p>
          <div className={styles.actions}>
            <TextInput
              aria-label={t('meeting.join.code')}
              placeholder={t('meeting.join.code')}
              value={code}
              onChange={(event) => setCode(event.currentTarget.value)}
              maxLength={20}
              autoComplete="off"
              spellCheck={false}
              classNames={{ input: styles.typed ?? '' }}
            />
            <Button
              type="submit"
              variant="default"
              leftSection={<IconPlugConnected size={18} stroke={1.7} aria-hidden />}
              disabled={readMeetingCode(code) === null}
              loading={kind === 'joining'}
            >
              {t('meeting.join.action')}
            </Button>
          </div>
        </form>
      </div>
      <Checkbox
        checked={withOriginals}
        onChange={(event) => setWithOriginals(event.currentTarget.checked)}
        label={t('meeting.withOriginals')}
        description={t(evidence.length > 0 ? 'meeting.originalsHint' : 'meeting.originalsHintNone')}
      />
      {isOver && problem && <ProblemNotice problem={problem} onRetry={code ? join : undefined} />}
      {isOver && !problem && peers.length > 0 && <Notice tone="done" title={t('meeting.over')} />}
    </>
  );
}

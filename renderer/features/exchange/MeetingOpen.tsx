import { Button, SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MeetingState } from '../../data/bundles/meeting-state.ts';
import { useCaseFile } from '../../ui/case/case-file.tsx';
import { useTeamMeeting } from '../../ui/meeting/team-meeting.tsx';
import { ProblemNotice } from '../../ui/ProblemNotice.tsx';
import styles from './Meeting.module.css';

/** The code of a meeting that this laptop has opened, readable across a table; and how it ends. */
export function MeetingOpen({ state: { kind, networks, peers, refusals } }: { state: MeetingState }) {
  const { t } = useTranslation('exchange');
  const { nameOf } = useCaseFile();
  const meeting = useTeamMeeting();
  const [chosen, setChosen] = useState('');
  const network = networks.find(({ address }) => address === chosen) ?? networks[0];
  return (
    <>
      {kind === 'leading' && network && (
        <div className={styles.board}>
          <span className={styles.small}>{t('meeting.code')}</span>
          <output className={styles.code} aria-label={t('meeting.code')}>
            {network.code}
          </output>
          {networks.length > 1 && (
            <SegmentedControl
              aria-label={t('meeting.network')}
              value={network.address}
              onChange={setChosen}
              data={networks.map(({ name, address }) => ({ value: address, label: `${name} · ${address}` }))}
            />
          )}
          <span className={styles.small}>
            {t(networks.length > 1 ? 'meeting.otherNetwork' : 'meeting.sameNetwork', { address: network.address })}
          </span>
        </div>
      )}
      {refusals.map(({ personId, problem }) => (
        <div key={personId} className={styles.refusal}>
          <strong>{nameOf(personId) || t('meeting.somebody')}</strong>
          <ProblemNotice problem={problem} tone="soon" />
        </div>
      ))}
      <div className={styles.actions}>
        <Button variant="default" onClick={() => void meeting.end()}>
          {t(kind === 'leading' ? 'meeting.end' : 'meeting.leave')}
        </Button>
        {peers.some(({ isHere }) => isHere) && (
          <Button variant="subtle" onClick={() => meeting.giveAgain()}>
            {t('meeting.again')}
          </Button>
        )}
      </div>
    </>
  );
}

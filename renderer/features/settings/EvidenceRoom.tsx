import { Button, NativeSelect } from '@mantine/core';
import { useCallback, useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useBridge, useWorkspace } from '../../app/workspace-context.tsx';
import { type ReleaseRule, releaseOriginals } from '../../data/evidence/release.ts';
import { useNotices } from '../../ui/notices.tsx';
import { SectionHeading } from '../../ui/SectionHeading.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { Sending } from './Sending.tsx';
import { SettingRow } from './SettingRow.tsx';

const rules: readonly ReleaseRule[] = ['closed', 30, 90];

/** How much room originals take on this machine, and the way to give some of it back. */
export function EvidenceRoom() {
  const { t } = useTranslation('settings');
  const shell = useBridge();
  const workspace = useWorkspace();
  const notices = useNotices();
  const format = useFormat();
  const ruleId = useId();
  const [rule, setRule] = useState<ReleaseRule>('closed');
  const [room, setRoom] = useState<number | null>(null);
  const [progress, setProgress] = useState<readonly [number, number] | null>(null);
  const measure = useCallback(() => {
    shell.call('evidence.room', null).then(setRoom, notices.problem);
  }, [shell, notices]);
  useEffect(measure, [measure]);

  const release = async () => {
    setProgress([0, 0]);
    try {
      const released = await releaseOriginals(workspace, shell, rule, (done, all) => setProgress([done, all]));
      const kept = released.kept > 0 ? ` ${t('evidence.kept', { count: released.kept })}` : '';
      notices.done(t('evidence.released', { count: released.count, size: format.size(released.bytes) }) + kept);
    } catch (thrown) {
      notices.problem(thrown);
    } finally {
      setProgress(null);
      measure();
    }
  };
  return (
    <section>
      <SectionHeading
        title={t('evidence.title')}
        aside={
          progress
            ? t('evidence.releasing', { done: format.number(progress[0]), all: format.number(progress[1]) })
            : room !== null && t('evidence.room', { size: format.size(room) })
        }
      />
      <SettingRow label={t('evidence.rule')} hint={t('evidence.hint')} controlId={ruleId}>
        <NativeSelect
          id={ruleId}
          value={String(rule)}
          onChange={(event) => setRule(rules.find((each) => String(each) === event.currentTarget.value) ?? 'closed')}
          data={rules.map((each) => ({
            value: String(each),
            label: each === 'closed' ? t('evidence.closed') : t('evidence.older', { count: each }),
          }))}
        />
        <Button variant="default" onClick={release} loading={progress !== null}>
          {t('evidence.release')}
        </Button>
      </SettingRow>
      <Sending />
    </section>
  );
}

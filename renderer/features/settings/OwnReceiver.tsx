import { Select } from '@mantine/core';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { portSpeeds } from '../../../shared/bridge/gnss.ts';
import { useSettings } from '../../app/settings-context.tsx';
import { SectionHeading } from '../../ui/SectionHeading.tsx';
import { useFormat } from '../../ui/use-format.ts';
import styles from './OwnReceiver.module.css';
import { SettingRow } from './SettingRow.tsx';
import { useChange } from './use-change.ts';
import { useReceiver } from './use-receiver.ts';

/** External devices: the GNSS receiver, on which port it is, and what it says now. */
export function OwnReceiver() {
  const { t } = useTranslation('settings');
  const { settings } = useSettings();
  const change = useChange();
  const format = useFormat();
  const [portId, speedId] = [useId(), useId()];
  const { receiverPort, receiverSpeed } = settings;
  const { ports, lookForPorts, state } = useReceiver(receiverPort !== '');
  // What is chosen stays to be seen while it is unplugged.
  const known = ports.some(({ path }) => path === receiverPort) || receiverPort === '';
  const all = known
    ? ports
    : [...ports, { path: receiverPort, maker: state?.kind === 'gone' ? t('devices.unplugged') : '' }];
  const fix = state?.fix;
  const facts = fix && [
    `${fix.latitude.toFixed(5)}, ${fix.longitude.toFixed(5)}`,
    fix.accuracyM !== null && t('devices.accuracy', { metres: format.number(Math.ceil(fix.accuracyM)) }),
    fix.satellites !== null && t('devices.satellites', { count: fix.satellites }),
    t('devices.age', { seconds: format.number(Math.round(fix.ageMs / 1_000)) }),
  ];
  return (
    <section>
      <SectionHeading title={t('devices.title')} />
      <SettingRow label={t('devices.receiver')} hint={t('devices.receiverHint')} controlId={portId}>
        <Select
          id={portId}
          w={260}
          value={receiverPort}
          onDropdownOpen={lookForPorts}
          onChange={(port) => port !== null && change({ receiverPort: port })}
          data={[
            { value: '', label: t('devices.none') },
            ...all.map(({ path, maker }) => ({ value: path, label: [path, maker].filter(Boolean).join(' · ') })),
          ]}
          allowDeselect={false}
        />
      </SettingRow>
      {receiverPort !== '' && (
        <>
          <SettingRow label={t('devices.speed')} hint={t('devices.speedHint')} controlId={speedId}>
            <Select
              id={speedId}
              w={140}
              value={String(receiverSpeed)}
              onChange={(chosen) => {
                const speed = portSpeeds.find((each) => String(each) === chosen);
                if (speed) change({ receiverSpeed: speed });
              }}
              data={portSpeeds.map((speed) => ({ value: String(speed), label: format.number(speed) }))}
              allowDeselect={false}
            />
          </SettingRow>
          <div className={styles.state} data-kind={state?.kind}>
            {/* Read out when it changes; what follows changes every second. */}
            <output>{state && <strong>{t(`devices.state.${state.kind}`)}</strong>}</output>
            {facts && <span className={styles.facts}>{facts.filter(Boolean).join(' · ')}</span>}
          </div>
        </>
      )}
    </section>
  );
}

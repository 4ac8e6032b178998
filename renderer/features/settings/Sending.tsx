import { Switch } from '@mantine/core';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useSettings } from '../../app/settings-context.tsx';
import { SettingRow } from './SettingRow.tsx';
import { useChange } from './use-change.ts';

/** When originals of evidence are not sent; documents always are. */
export function Sending() {
  const { t } = useTranslation('settings');
  const { settings } = useSettings();
  const change = useChange();
  const [heldId, meteredId] = [useId(), useId()];
  return (
    <>
      <SettingRow label={t('evidence.hold')} hint={t('evidence.holdHint')} controlId={heldId}>
        <Switch
          id={heldId}
          checked={settings.holdOriginals}
          onChange={(event) => change({ holdOriginals: event.currentTarget.checked })}
        />
      </SettingRow>
      <SettingRow label={t('evidence.metered')} hint={t('evidence.meteredHint')} controlId={meteredId}>
        <Switch
          id={meteredId}
          checked={settings.holdOnMetered}
          onChange={(event) => change({ holdOnMetered: event.currentTarget.checked })}
        />
      </SettingRow>
    </>
  );
}

import { Button, NativeSelect } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { Settings } from '../../../shared/bridge/contract.ts';
import { useSettings } from '../../app/settings-context.tsx';
import { SectionHeading } from '../../ui/SectionHeading.tsx';
import { ChangePin } from './ChangePin.tsx';
import { SettingRow } from './SettingRow.tsx';
import { useChange } from './use-change.ts';

const minutes = Settings.properties.lockAfterMinutes.enum;

/** When the program locks by itself, and the PIN that opens it. */
export function Safety() {
  const { t } = useTranslation('settings');
  const { settings } = useSettings();
  const change = useChange();
  const lockId = useId();
  const [changing, pin] = useDisclosure(false);
  return (
    <section>
      <SectionHeading title={t('safety.title')} />
      <SettingRow label={t('safety.lockAfter')} hint={t('safety.lockHint')} controlId={lockId}>
        <NativeSelect
          id={lockId}
          value={String(settings.lockAfterMinutes)}
          onChange={(event) => {
            const lockAfterMinutes = minutes.find((value) => String(value) === event.currentTarget.value);
            if (lockAfterMinutes) change({ lockAfterMinutes });
          }}
          data={minutes.map((count) => ({ value: String(count), label: t('safety.minutes', { count }) }))}
        />
      </SettingRow>
      <SettingRow label={t('safety.pin')} hint={t('safety.pinHint')}>
        <Button variant="default" onClick={pin.open}>
          {t('safety.changePin')}
        </Button>
      </SettingRow>
      <ChangePin opened={changing} onClose={pin.close} />
    </section>
  );
}

import { SegmentedControl, Switch } from '@mantine/core';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { Settings } from '../../../shared/bridge/contract.ts';
import { useSettings } from '../../app/settings-context.tsx';
import { SectionHeading } from '../../ui/SectionHeading.tsx';
import { SettingRow } from './SettingRow.tsx';
import { useChange } from './use-change.ts';

const { language: languages, theme: themes, textSize: textSizes } = Settings.properties;

/** Language, ground, text size and density. */
export function Appearance() {
  const { t } = useTranslation('settings');
  const { settings } = useSettings();
  const change = useChange();
  const compactId = useId();
  return (
    <section>
      <SectionHeading title={t('look.title')} />
      <SettingRow label={t('look.language')}>
        <SegmentedControl
          aria-label={t('look.language')}
          value={settings.language}
          onChange={(language) => change({ language })}
          data={languages.enum.map((value) => ({ value, label: value === 'vi' ? 'Tiếng Việt' : 'English' }))}
        />
      </SettingRow>
      <SettingRow label={t('look.theme')}>
        <SegmentedControl
          aria-label={t('look.theme')}
          value={settings.theme}
          onChange={(theme) => change({ theme })}
          data={themes.enum.map((value) => ({ value, label: t(`look.${value}`) }))}
        />
      </SettingRow>
      <SettingRow label={t('look.textSize')} hint={t('look.textSizeHint')}>
        <SegmentedControl
          aria-label={t('look.textSize')}
          value={String(settings.textSize)}
          onChange={(chosen) => {
            const textSize = textSizes.enum.find((size) => String(size) === chosen);
            if (textSize) change({ textSize });
          }}
          data={textSizes.enum.map((size) => ({ value: String(size), label: `${size} %` }))}
        />
      </SettingRow>
      <SettingRow label={t('look.compact')} hint={t('look.compactHint')} controlId={compactId}>
        <Switch
          id={compactId}
          checked={settings.compactRows}
          onChange={(event) => change({ compactRows: event.currentTarget.checked })}
        />
      </SettingRow>
    </section>
  );
}

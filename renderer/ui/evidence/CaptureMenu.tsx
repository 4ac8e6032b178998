import { Button, Menu } from '@mantine/core';
import { IconChevronDown, IconDeviceDesktop, IconWorldWww } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import styles from './AddEvidence.module.css';

interface CaptureMenuProps {
  onPage: () => void;
  onScreen: () => void;
}

/** What can be captured besides what a camera sees: a web page, or what another program shows. */
export function CaptureMenu({ onPage, onScreen }: CaptureMenuProps) {
  const { t } = useTranslation('evidence');
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button
          variant="default"
          leftSection={<IconWorldWww size={18} stroke={1.7} aria-hidden />}
          rightSection={<IconChevronDown size={16} stroke={1.7} aria-hidden />}
        >
          {t('add.capture')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconWorldWww size={18} stroke={1.7} aria-hidden />} onClick={onPage}>
          {t('add.page')}
          <span className={styles.hint}>{t('add.pageHint')}</span>
        </Menu.Item>
        <Menu.Item leftSection={<IconDeviceDesktop size={18} stroke={1.7} aria-hidden />} onClick={onScreen}>
          {t('add.screen')}
          <span className={styles.hint}>{t('add.screenHint')}</span>
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

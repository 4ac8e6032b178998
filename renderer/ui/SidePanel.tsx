import { ActionIcon, Drawer } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { usePanelPresence } from './panel-presence.tsx';
import styles from './SidePanel.module.css';
import { useRoomFor } from './use-room.ts';
import { useShortcuts } from './use-shortcuts.tsx';

interface SidePanelProps {
  opened: boolean;
  onClose: () => void;
  title: ReactNode;
  /** px at 100 % text size: a preview 360, the law 372, the assistant 444. */
  width?: 360 | 372 | 392 | 444;
  children: ReactNode;
  /** Buttons along the foot. */
  footer?: ReactNode;
}

/** What has nothing to stop at inside can still be scrolled by keys. */
const scrolledByKeys = { tabIndex: 0 };

/** What stands beside the work: a column at the right, a drawer where there is no room for one (under 1100 px). */
export function SidePanel({ opened, onClose, title, width = 360, children, footer }: SidePanelProps) {
  const { t } = useTranslation('ui');
  const beside = useRoomFor(1100);
  usePanelPresence(opened && beside);
  useShortcuts(t('panel.keys'), opened && beside ? [{ keys: 'escape', label: t('panel.close'), run: onClose }] : []);
  const foot = footer && <div className={styles.foot}>{footer}</div>;
  if (!beside) {
    return (
      <Drawer
        opened={opened}
        onClose={onClose}
        title={title}
        position="right"
        size={width}
        padding="md"
        closeButtonProps={{ 'aria-label': t('panel.close') }}
      >
        {children}
        {foot}
      </Drawer>
    );
  }
  if (!opened) return null;
  return (
    <aside className={styles.panel} data-width={width}>
      <div className={styles.head}>
        <h2 className={styles.title}>{title}</h2>
        <ActionIcon onClick={onClose} aria-label={t('panel.close')}>
          <IconX size={18} stroke={1.7} />
        </ActionIcon>
      </div>
      <div className={styles.body} {...scrolledByKeys}>
        {children}
      </div>
      {foot}
    </aside>
  );
}

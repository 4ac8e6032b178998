import { ActionIcon, Tooltip } from '@mantine/core';
import { IconLayoutSidebarLeftCollapse, IconLayoutSidebarLeftExpand } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import styles from './rail.module.css';

/** Folds the rail to icons, or unfolds it. */
export function RailFold({ collapsed, onFold }: { collapsed: boolean; onFold: () => void }) {
  const { t } = useTranslation('app');
  const words = t(collapsed ? 'rail.expand' : 'rail.collapse');
  const Glyph = collapsed ? IconLayoutSidebarLeftExpand : IconLayoutSidebarLeftCollapse;
  return (
    <Tooltip label={`${words} (Ctrl B)`} position="right">
      <ActionIcon className={styles.fold} onClick={onFold} aria-label={words} aria-expanded={!collapsed}>
        <Glyph size={18} stroke={1.7} />
      </ActionIcon>
    </Tooltip>
  );
}

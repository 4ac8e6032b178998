import { Tooltip } from '@mantine/core';
import {
  type Icon,
  IconCloudCheck,
  IconCloudDown,
  IconCloudExclamation,
  IconCloudOff,
  IconCloudPause,
  IconCloudUp,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { NavLink } from 'react-router';
import type { SyncStatus } from '../../data/workspace.ts';
import { paths } from '../../ui/paths.ts';
import { useFormat } from '../../ui/use-format.ts';
import { useNow } from '../use-today.ts';
import styles from './rail.module.css';
import { type SyncLine as Line, syncLineOf } from './sync-line.ts';

const icons: Readonly<Record<Line['key'], Icon>> = {
  firstDownload: IconCloudDown,
  refused: IconCloudExclamation,
  sessionExpired: IconCloudPause,
  clientOld: IconCloudPause,
  serverOld: IconCloudPause,
  stopped: IconCloudPause,
  paused: IconCloudPause,
  offline: IconCloudOff,
  sending: IconCloudUp,
  receiving: IconCloudDown,
  waiting: IconCloudUp,
  upToDate: IconCloudCheck,
  upToDateNever: IconCloudCheck,
};

/** The network in one quiet line; it opens the outbox. */
export function SyncLine({ status, collapsed }: { status: SyncStatus; collapsed: boolean }) {
  const { t } = useTranslation('app');
  const format = useFormat();
  const now = useNow();
  const line = syncLineOf(status);
  const words = t(`sync.${line.key}`, {
    count: line.count,
    received: format.number(line.count),
    time: status.lastSyncedAt ? format.moment(Date.parse(status.lastSyncedAt), now) : '',
  });
  const Glyph = icons[line.key];
  return (
    <Tooltip label={words} position="right" disabled={!collapsed}>
      <NavLink
        to={paths.outbox}
        className={styles.sync}
        data-attention={line.attention || undefined}
        aria-label={t('sync.open', { line: words })}
      >
        <Glyph size={18} stroke={1.7} aria-hidden className={styles.glyph} />
        {!collapsed && <span aria-live="polite">{words}</span>}
      </NavLink>
    </Tooltip>
  );
}

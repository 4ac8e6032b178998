import { useDisclosure } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { Outlet, useNavigate } from 'react-router';
import { useFirstViewCount } from '../../features/cases/use-view-counts.ts';
import { openPalette, Palette } from '../../features/palette/Palette.tsx';
import { useNotices } from '../../ui/notices.tsx';
import { usePanelIsOpen } from '../../ui/panel-presence.tsx';
import { paths } from '../../ui/paths.ts';
import { useRoomFor } from '../../ui/use-room.ts';
import { useShortcuts } from '../../ui/use-shortcuts.tsx';
import { useAppInfo } from '../app-info.tsx';
import { useGate } from '../session/gate.tsx';
import { useSessionReport } from '../session/use-session-report.ts';
import { useSettings } from '../settings-context.tsx';
import { useSyncStatus } from '../use-sync.ts';
import { useToday } from '../use-today.ts';
import styles from './Frame.module.css';
import { HelpSheet } from './HelpSheet.tsx';
import { Rail } from './Rail.tsx';

/** The frame around every page of a signed-in person. */
export function Frame() {
  const { t } = useTranslation('app');
  const navigate = useNavigate();
  const info = useAppInfo();
  const gate = useGate();
  const notices = useNotices();
  const { settings, change } = useSettings();
  const caseCount = useFirstViewCount(useToday());
  const status = useSyncStatus();
  useSessionReport();
  const [helpOpened, help] = useDisclosure(false);

  const crowded = usePanelIsOpen();
  const wide = useRoomFor(1440);
  const roomy = useRoomFor(1000);
  const collapsed = settings.railCollapsed || !roomy || (crowded && !wide);
  const fold = () => void change({ railCollapsed: !settings.railCollapsed }).catch(notices.problem);

  useShortcuts(t('shortcuts.everywhere'), [
    { keys: 'mod+k', label: t('shortcuts.palette'), run: openPalette, everywhere: true },
    { keys: 'g h', label: t('shortcuts.today'), run: () => void navigate(paths.today) },
    { keys: 'g c', label: t('shortcuts.cases'), run: () => void navigate(paths.cases) },
    { keys: 'mod+b', label: t('shortcuts.rail'), run: fold, everywhere: true },
    { keys: 'mod+z', label: t('shortcuts.undo') },
    { keys: 'mod+l', label: t('shortcuts.lock'), run: () => gate.lock(), everywhere: true },
    { keys: '?', label: t('shortcuts.help'), run: help.open },
  ]);

  return (
    <div className={styles.frame}>
      <Rail
        info={info}
        status={status}
        collapsed={collapsed}
        caseCount={caseCount}
        onSearch={openPalette}
        onHelp={help.open}
        onLock={() => gate.lock()}
        onChangePerson={() => gate.lock({ forget: true })}
        onFold={fold}
      />
      <Outlet />
      <Palette onHelp={help.open} onLock={() => gate.lock()} />
      <HelpSheet opened={helpOpened} onClose={help.close} />
    </div>
  );
}

import {
  type Icon,
  IconArrowsExchange,
  IconDeviceLaptop,
  IconDoorExit,
  IconFilePlus,
  IconFileText,
  IconFolders,
  IconKeyboard,
  IconLock,
  IconMapPin,
  IconMoon,
  IconRefresh,
  IconSend,
  IconSettings,
  IconSun,
  IconSunHigh,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useMatch, useNavigate } from 'react-router';
import { mayWriteIn } from '../../../shared/domain/permission/permission.ts';
import { deviceRoles } from '../../../shared/domain/permission/rules.ts';
import { useSettings } from '../../app/settings-context.tsx';
import { usePerson, useWorkspace } from '../../app/workspace-context.tsx';
import { useNotices } from '../../ui/notices.tsx';
import { paths } from '../../ui/paths.ts';

export interface Command {
  readonly label: string;
  /** Words under which it is found besides those of its label. */
  readonly words?: string;
  readonly icon: Icon;
  readonly keys?: string;
  readonly run: () => void;
}

/** Everything that can be done from anywhere, for this person. */
export function useCommands(onHelp: () => void, onLock: () => void): readonly Command[] {
  const { t } = useTranslation('palette');
  const navigate = useNavigate();
  const person = usePerson();
  const { sync } = useWorkspace();
  const { settings, change } = useSettings();
  const notices = useNotices();
  const caseId = useMatch('/cases/:caseId/:tab/*')?.params.caseId;
  const go = (path: string) => () => void navigate(path);
  const dark = settings.theme === 'dark';
  const newCase: Command = { label: t('command.newCase'), icon: IconFilePlus, run: go(paths.newCase) };
  const devices: Command = {
    label: t('command.devices'),
    words: t('command.devicesWords'),
    icon: IconDeviceLaptop,
    run: go(paths.devices),
  };
  const ofCase = (id: string): Command[] => [
    { label: t('command.door'), icon: IconDoorExit, run: go(paths.case(id, 'door')) },
    {
      label: t('command.documents'),
      words: t('command.documentsWords'),
      icon: IconFileText,
      run: go(paths.case(id, 'documents')),
    },
    {
      label: t('command.exchange'),
      words: t('command.exchangeWords'),
      icon: IconArrowsExchange,
      run: go(paths.case(id, 'exchange')),
    },
    { label: t('command.trip'), icon: IconMapPin, run: go(paths.case(id, 'trip')) },
  ];
  return [
    { label: t('command.today'), icon: IconSun, keys: 'g h', run: go(paths.today) },
    { label: t('command.cases'), icon: IconFolders, keys: 'g c', run: go(paths.cases) },
    ...(caseId ? ofCase(caseId) : []),
    ...(mayWriteIn(person.role, 'cases') ? [newCase] : []),
    ...(deviceRoles.includes(person.role) ? [devices] : []),
    { label: t('command.outbox'), words: t('command.outboxWords'), icon: IconSend, run: go(paths.outbox) },
    { label: t('command.sync'), icon: IconRefresh, run: () => sync.retry() },
    { label: t('command.settings'), icon: IconSettings, run: go(paths.settings) },
    {
      label: t(dark ? 'command.light' : 'command.dark'),
      icon: dark ? IconSunHigh : IconMoon,
      run: () => void change({ theme: dark ? 'light' : 'dark' }).catch(notices.problem),
    },
    { label: t('command.help'), icon: IconKeyboard, keys: '?', run: onHelp },
    { label: t('command.lock'), icon: IconLock, keys: 'mod+l', run: onLock },
  ];
}

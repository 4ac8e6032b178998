import { Tooltip } from '@mantine/core';
import { type Icon, IconDeviceLaptop, IconFolders, IconListCheck, IconSearch, IconSun } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { NavLink } from 'react-router';
import type { AppInfo } from '../../../shared/bridge/contract.ts';
import { deviceRoles } from '../../../shared/domain/permission/rules.ts';
import type { SyncStatus } from '../../data/workspace.ts';
import { Keys } from '../../ui/Keys.tsx';
import { paths } from '../../ui/paths.ts';
import { useFormat } from '../../ui/use-format.ts';
import { usePerson } from '../workspace-context.tsx';
import { BrandMark } from './BrandMark.tsx';
import { PersonMenu } from './PersonMenu.tsx';
import { RailFold } from './RailFold.tsx';
import styles from './rail.module.css';
import { SyncLine } from './SyncLine.tsx';

interface RailProps {
  info: AppInfo;
  status: SyncStatus;
  collapsed: boolean;
  /** Cases of the list as it opens for this person; undefined while it is being counted. */
  caseCount: number | undefined;
  onSearch: () => void;
  onHelp: () => void;
  onLock: () => void;
  onChangePerson: () => void;
  onFold: () => void;
}

/** The left rail: where one can go, who one is, how the network stands. */
export function Rail(props: RailProps) {
  const { info, status, collapsed, caseCount, onSearch, onHelp, onLock, onChangePerson, onFold } = props;
  const { t } = useTranslation('app');
  const person = usePerson();
  return (
    <aside className={styles.rail} data-collapsed={collapsed || undefined} aria-label={t('rail.label')}>
      <div className={styles.brand}>
        <BrandMark />
        {!collapsed && <span className={styles.name}>{t('name')}</span>}
        {!collapsed && info.demonstration && <span className={styles.sample}>{t('demonstration')}</span>}
      </div>
      <Tooltip label={t('rail.search')} position="right" disabled={!collapsed}>
        <button
          type="button"
          className={styles.search}
          onClick={onSearch}
          aria-label={collapsed ? t('rail.search') : undefined}
        >
          <IconSearch size={17} stroke={1.7} aria-hidden className={styles.glyph} />
          {!collapsed && <span>{t('rail.search')}</span>}
          {!collapsed && <Keys keys="mod+k" hidden />}
        </button>
      </Tooltip>
      <nav className={styles.nav} aria-label={t('nav.label')}>
        <RailLink to={paths.today} label={t('nav.today')} icon={IconSun} collapsed={collapsed} />
        <RailLink to={paths.cases} label={t('nav.cases')} icon={IconFolders} collapsed={collapsed} count={caseCount} />
        <RailLink to={paths.templates} label={t('nav.templates')} icon={IconListCheck} collapsed={collapsed} />
        {deviceRoles.includes(person.role) && (
          <RailLink to={paths.devices} label={t('nav.devices')} icon={IconDeviceLaptop} collapsed={collapsed} />
        )}
      </nav>
      <div className={styles.rest} />
      <RailFold collapsed={collapsed} onFold={onFold} />
      <PersonMenu collapsed={collapsed} onHelp={onHelp} onLock={onLock} onChangePerson={onChangePerson} />
      <SyncLine status={status} collapsed={collapsed} />
    </aside>
  );
}

interface RailLinkProps {
  to: string;
  label: string;
  icon: Icon;
  collapsed: boolean;
  count?: number | undefined;
}

function RailLink({ to, label, icon: Glyph, collapsed, count }: RailLinkProps) {
  const format = useFormat();
  return (
    <Tooltip label={label} position="right" disabled={!collapsed}>
      <NavLink to={to} className={styles.item} aria-label={collapsed ? label : undefined}>
        <Glyph size={18} stroke={1.7} aria-hidden className={styles.glyph} />
        {!collapsed && <span className={styles.label}>{label}</span>}
        {!collapsed && count !== undefined && count > 0 && <span className={styles.count}>{format.number(count)}</span>}
      </NavLink>
    </Tooltip>
  );
}

import { Button } from '@mantine/core';
import { IconDoorExit } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'react-router';
import { paths } from '../../ui/paths.ts';
import styles from './CaseHeader.module.css';

/** While the team is on site: the way to what is left before it leaves. */
export function DoorLink({ caseId }: { caseId: string }) {
  const { t } = useTranslation('casePage');
  const { pathname } = useLocation();
  const door = paths.case(caseId, 'door');
  if (pathname === door) return null;
  return (
    <Button component={Link} to={door} variant="default" aria-label={t('action.door')}>
      <IconDoorExit size={18} stroke={1.7} aria-hidden />
      <span className={styles.doorWords}>{t('action.doorShort')}</span>
    </Button>
  );
}

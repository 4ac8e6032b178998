import { Button } from '@mantine/core';
import { IconArrowRight, IconDoorExit } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { visitBegunMs } from '../../../shared/domain/workflow/visit.ts';
import type { InspectionCase } from '../../../shared/schema/cases.ts';
import { useWorkspace } from '../../app/workspace-context.tsx';
import { useChecklistProgress } from '../../ui/case/use-checklist-progress.ts';
import { dayOf } from '../../ui/format.ts';
import { paths } from '../../ui/paths.ts';
import { useFormat } from '../../ui/use-format.ts';
import styles from './UnfinishedVisit.module.css';
import { VisitBar } from './VisitBar.tsx';

interface UnfinishedVisitProps {
  visit: InspectionCase;
  /** How many more visits are unfinished. */
  others: number;
  today: string;
}

/** The visit that was begun and not ended: the only tinted block and the only filled button of the screen. */
export function UnfinishedVisit({ visit, others, today }: UnfinishedVisitProps) {
  const { t } = useTranslation('today');
  const format = useFormat();
  const progress = useChecklistProgress(useWorkspace(), visit);
  const begunAt = visitBegunMs(visit);
  const day = dayOf(begunAt);
  const when = `${format.time(begunAt)} ${format.nearDay(day, today) ?? format.shortDate(day, today)}`;
  return (
    <section className={styles.block} aria-label={t('visit.label')}>
      <div className={styles.words}>
        <p className={styles.since}>{t('visit.since', { when })}</p>
        <h2 className={styles.name}>
          <Link to={paths.case(visit.id)}>{visit.entityName}</Link>
        </h2>
        <p className={styles.facts}>{[visit.number, visit.entityAddress].filter(Boolean).join(' · ')}</p>
        {others > 0 && (
          <p className={styles.facts}>
            <Link to={paths.ownCases}>{t('visit.more', { count: others })}</Link>
          </p>
        )}
      </div>
      <VisitBar progress={progress} />
      <Button
        component={Link}
        to={paths.case(visit.id, 'door')}
        variant="default"
        size="md"
        leftSection={<IconDoorExit size={18} stroke={1.7} aria-hidden />}
      >
        {t('visit.door')}
      </Button>
      <Button
        component={Link}
        to={paths.case(visit.id, 'checklist')}
        size="md"
        rightSection={<IconArrowRight size={18} stroke={1.7} aria-hidden />}
      >
        {t('visit.continue')}
      </Button>
    </section>
  );
}

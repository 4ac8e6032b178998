import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { InspectionCase } from '../../../shared/schema/cases.ts';
import { paths } from '../../ui/paths.ts';
import { SectionHeading } from '../../ui/SectionHeading.tsx';
import { useFormat } from '../../ui/use-format.ts';
import styles from './Agenda.module.css';
import list from './list.module.css';

interface AgendaProps {
  cases: readonly InspectionCase[];
  today: string;
  /** More may still come. */
  isPart: boolean;
}

/** Inspections that begin next. */
export function Agenda({ cases, today, isPart }: AgendaProps) {
  const { t } = useTranslation('today');
  const format = useFormat();
  const [next] = cases;
  return (
    <section aria-label={t('agenda.title')}>
      <SectionHeading
        title={t('agenda.title')}
        aside={next && <Link to={paths.case(next.id, 'trip')}>{t('agenda.prepare')}</Link>}
      />
      {cases.length === 0 && <p className={list.none}>{t(isPart ? 'stillComing' : 'agenda.none')}</p>}
      <ul className={list.rows}>
        {cases.map((one) => (
          <li key={one.id} className={styles.row}>
            <span className={styles.day}>
              <span className={styles.number}>{format.shortDate(one.startsOn, today)}</span>
              <span>{format.nearDay(one.startsOn, today) ?? format.weekday(one.startsOn)}</span>
            </span>
            <Link to={paths.case(one.id)} className={styles.words}>
              <span className={styles.what}>
                {t(`agenda.starts.${one.state === 'decided' || one.state === 'announced' ? one.state : 'preparing'}`)}
              </span>
              <span className={styles.facts}>
                {t('agenda.until', { date: format.shortDate(one.endsOn, today) })} · {one.entityName}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

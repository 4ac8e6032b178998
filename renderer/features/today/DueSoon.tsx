import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { InspectionCase } from '../../../shared/schema/cases.ts';
import { CaseDeadline } from '../../app/CaseDeadline.tsx';
import { paths } from '../../ui/paths.ts';
import { SectionHeading } from '../../ui/SectionHeading.tsx';
import { CaseRow } from './CaseRow.tsx';
import list from './list.module.css';
import { useDuty } from './use-duty.ts';

/** Rows that leave room for what came back; the rest is one click away. */
const mostShown = 5;

interface DueSoonProps {
  cases: readonly InspectionCase[];
  today: string;
  /** More may still come. */
  isPart: boolean;
}

/** What is late or about to be, the nearest deadline first. */
export function DueSoon({ cases, today, isPart }: DueSoonProps) {
  const { t } = useTranslation('today');
  const dutyOf = useDuty();
  return (
    <section aria-label={t('due.title')}>
      <SectionHeading
        title={t('due.title')}
        count={cases.length}
        aside={<Link to={paths.ownCases}>{t('due.all')}</Link>}
      />
      {cases.length === 0 && <p className={list.none}>{t(isPart ? 'stillComing' : 'due.none')}</p>}
      <ul className={list.rows}>
        {cases.slice(0, mostShown).map((one) => (
          <CaseRow
            key={one.id}
            to={paths.case(one.id)}
            title={dutyOf(one)}
            facts={[one.number, one.entityName].filter(Boolean).join(' · ')}
            aside={<CaseDeadline inspectionCase={one} today={today} />}
          />
        ))}
      </ul>
    </section>
  );
}

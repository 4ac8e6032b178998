import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { missingDays } from '../../../shared/domain/diary/missing-days.ts';
import { useWorkCalendar } from '../../app/work-calendar.tsx';
import { useCaseFile } from '../../ui/case/case-file.tsx';
import { addDays } from '../../ui/format.ts';
import { Notice } from '../../ui/Notice.tsx';
import { paths } from '../../ui/paths.ts';
import { useFormat } from '../../ui/use-format.ts';
import styles from './MissingDays.module.css';

/** Days that are named; the others are counted. */
const mostNamed = 8;

/** Working days that are over and about which nobody has written: each is one click from being written. */
export function MissingDays() {
  const { t } = useTranslation('diary');
  const { inspectionCase, activity, today } = useCaseFile();
  const calendar = useWorkCalendar();
  const format = useFormat();
  const days = missingDays(inspectionCase, activity, addDays(today, -1), calendar);
  if (days.length === 0) return null;
  const more = days.length - mostNamed;
  return (
    <Notice tone="soon" title={t('missing.title', { count: days.length })}>
      <span className={styles.days}>
        {days.slice(0, mostNamed).map((day) => (
          <Link
            key={day}
            to={paths.case(inspectionCase.id, 'diary', { day })}
            replace
            aria-label={t('missing.write', { date: format.date(day) })}
          >
            {format.shortDate(day, today)}
          </Link>
        ))}
        {more > 0 && <span>{t('missing.more', { count: more })}</span>}
      </span>
    </Notice>
  );
}

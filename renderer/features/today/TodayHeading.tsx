import { useTranslation } from 'react-i18next';
import { usePerson } from '../../app/workspace-context.tsx';
import { addDays } from '../../ui/format.ts';
import { useFormat } from '../../ui/use-format.ts';
import styles from './TodayHeading.module.css';
import type { TodayLists } from './use-today-lists.ts';

/** The date, and the day in one or two sentences. */
export function TodayHeading({ lists }: { lists: TodayLists }) {
  const { t } = useTranslation('today');
  const format = useFormat();
  const person = usePerson();
  const late = lists.due.filter(({ dueOn }) => dueOn < lists.today).length;
  const tomorrow = addDays(lists.today, 1);
  const urgent = lists.due.filter(({ dueOn }) => dueOn >= lists.today && dueOn <= tomorrow).length;
  const nothing = t(lists.isPart ? 'summary.downloading' : 'summary.calm');
  const reviews = lists.reviews?.length ?? 0;
  const sentences = [
    lists.visits.length > 0 && t('summary.visit', { count: lists.visits.length }),
    late > 0 && t('summary.late', { count: late }),
    urgent > 0 && t('summary.urgent', { count: urgent }),
    reviews > 0 && t('summary.review', { count: reviews }),
  ].filter((sentence) => sentence !== false);
  return (
    <header>
      <h1 className={styles.date}>{format.longDate(lists.today)}</h1>
      {!lists.loading && (
        <p className={styles.day}>
          {t('greeting', { name: person.name })} {sentences.length > 0 ? sentences.join(' ') : nothing}
        </p>
      )}
    </header>
  );
}

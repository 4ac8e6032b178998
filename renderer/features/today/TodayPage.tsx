import { FirstDownload } from '../../app/FirstDownload.tsx';
import { Page } from '../../ui/Page.tsx';
import { ProblemNotice } from '../../ui/ProblemNotice.tsx';
import { RowsSkeleton } from '../../ui/RowsSkeleton.tsx';
import { Agenda } from './Agenda.tsx';
import { DueSoon } from './DueSoon.tsx';
import { NothingToday } from './NothingToday.tsx';
import { Returned } from './Returned.tsx';
import { ReviewQueue } from './ReviewQueue.tsx';
import { TodayHeading } from './TodayHeading.tsx';
import styles from './TodayPage.module.css';
import { UnfinishedVisit } from './UnfinishedVisit.tsx';
import { Unsent } from './Unsent.tsx';
import { useTodayLists } from './use-today-lists.ts';

/** What must I do now, what is about to be late, what came back, what has not been sent. */
export function TodayPage() {
  const lists = useTodayLists();
  const [visit, ...otherVisits] = lists.visits;
  return (
    <Page>
      <div className={styles.page}>
        <TodayHeading lists={lists} />
        <FirstDownload />
        {lists.problem && <ProblemNotice problem={lists.problem} />}
        {visit && <UnfinishedVisit visit={visit} others={otherVisits.length} today={lists.today} />}
        {lists.loading ? (
          <RowsSkeleton rows={5} height={60} />
        ) : lists.isEmpty && !lists.problem ? (
          <NothingToday isPart={lists.isPart} />
        ) : (
          <div className={styles.columns}>
            <div className={styles.column}>
              {lists.reviews && <ReviewQueue cases={lists.reviews} isPart={lists.isPart} />}
              <DueSoon cases={lists.due} today={lists.today} isPart={lists.isPart} />
              {lists.returned.length > 0 && <Returned cases={lists.returned} />}
            </div>
            <div className={styles.column}>
              <Agenda cases={lists.agenda} today={lists.today} isPart={lists.isPart} />
              <Unsent items={lists.unsent} uploads={lists.uploads} differences={lists.differences} />
            </div>
          </div>
        )}
      </div>
    </Page>
  );
}

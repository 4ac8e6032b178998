import { Facts } from './Facts.tsx';
import { MissingSection } from './MissingSection.tsx';
import styles from './OverviewTab.module.css';
import { SectionProgress } from './SectionProgress.tsx';
import { TeamSection } from './TeamSection.tsx';
import { Timeline } from './Timeline.tsx';
import { TripLink } from './TripLink.tsx';

/** What is missing, what the case is about, how far it has come, who works on it, what happened. */
export function OverviewTab() {
  return (
    <div className={styles.overview}>
      <div className={styles.column}>
        <MissingSection />
        <Facts />
        <SectionProgress />
      </div>
      <div className={styles.column}>
        <TripLink />
        <TeamSection />
        <Timeline />
      </div>
    </div>
  );
}

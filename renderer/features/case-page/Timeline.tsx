import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { msOfStamp } from '../../../shared/domain/clock/stamp.ts';
import { headingOf } from '../../../shared/domain/finding/heading.ts';
import { workflowOf } from '../../../shared/domain/workflow/moves.ts';
import { useNow } from '../../app/use-today.ts';
import { useCaseFile } from '../../ui/case/case-file.tsx';
import { paths } from '../../ui/paths.ts';
import { SectionHeading } from '../../ui/SectionHeading.tsx';
import { useFormat } from '../../ui/use-format.ts';
import styles from './Timeline.module.css';

interface Event {
  readonly id: string;
  readonly words: string;
  readonly at: number;
  /** `trouble` draws a hollow dot. */
  readonly look: 'step' | 'trouble' | 'remark';
  readonly to: string | null;
}

const shown = 7;

/** What happened in the case, the latest first: its steps, findings and remarks. */
export function Timeline() {
  const { t } = useTranslation('casePage');
  const format = useFormat();
  const now = useNow();
  const { inspectionCase, findings, remarks } = useCaseFile();
  const { id, moves, createdAt } = inspectionCase;
  const { edges } = workflowOf(inspectionCase);
  const steps = moves.map((move): Event => {
    const edge = edges.find(({ from, to }) => from === move.from && to === move.to);
    const look = move.to === 'returned' ? 'remark' : 'step';
    return { id: move.id, words: edge?.verb[format.language] ?? move.to, at: msOfStamp(move.at), look, to: null };
  });
  const found = findings.map((finding): Event => {
    const to = paths.case(id, 'findings', { finding: finding.id });
    const title = headingOf(finding);
    const words = title ? t('timeline.finding', { title }) : t('timeline.untitled');
    return { id: finding.id, words, at: msOfStamp(finding.createdAt), look: 'trouble', to };
  });
  const remarked = remarks.map(({ remark }): Event => {
    const to = paths.case(id, 'review', { remark: remark.id });
    return { id: remark.id, words: t('timeline.remark'), at: msOfStamp(remark.createdAt), look: 'remark', to };
  });
  const made: Event = { id: 'made', words: t('timeline.created'), at: msOfStamp(createdAt), look: 'step', to: null };
  const events = [...steps, ...found, ...remarked, made].sort((a, b) => b.at - a.at).slice(0, shown);
  return (
    <section>
      <SectionHeading
        title={t('timeline.title')}
        aside={
          <Link to={paths.case(id, 'diary')} replace>
            {t('timeline.all')}
          </Link>
        }
      />
      <ol className={styles.events}>
        {events.map((event) => (
          <li key={event.id} className={styles.event} data-look={event.look}>
            <span className={styles.words}>{event.to ? <Link to={event.to}>{event.words}</Link> : event.words}</span>
            <span className={styles.when}>{format.moment(event.at, now)}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}

import { IconCircleCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DoorGroup } from '../../../shared/domain/door/door-list.ts';
import { SectionHeading } from '../../ui/SectionHeading.tsx';
import { DoorRow } from './DoorRow.tsx';
import styles from './DoorSection.module.css';

interface DoorSectionProps {
  title: string;
  groups: readonly DoorGroup[];
  /** Said where nothing is open. */
  none: string;
  tone: 'soon' | 'neutral';
}

/** Lines of one rule that are shown until somebody asks for all. */
const mostShown = 5;

/** The open lines of one urgency, by rule; of a rule with many the first few. */
export function DoorSection({ title, groups, none, tone }: DoorSectionProps) {
  const count = groups.reduce((sum, { lines }) => sum + lines.length, 0);
  return (
    <section aria-label={title}>
      <SectionHeading title={title} count={count} />
      {count === 0 && (
        <p className={styles.none}>
          <IconCircleCheck size={20} stroke={1.7} aria-hidden className={styles.done} />
          {none}
        </p>
      )}
      {groups.map((group) => (
        <Group key={group.rule.id} group={group} tone={tone} />
      ))}
    </section>
  );
}

function Group({ group: { rule, lines }, tone }: { group: DoorGroup; tone: 'soon' | 'neutral' }) {
  const { t } = useTranslation('door');
  const [isWhole, setWhole] = useState(false);
  // One that would be hidden alone takes no more room than the button.
  const isLong = lines.length > mostShown + 1;
  const shown = isLong && !isWhole ? lines.slice(0, mostShown) : lines;
  return (
    <>
      <ul className={styles.rows}>
        {shown.map((line) => (
          <DoorRow key={line.id} rule={rule} line={line} tone={tone} />
        ))}
      </ul>
      {isLong && (
        <button type="button" className={styles.more} aria-expanded={isWhole} onClick={() => setWhole(!isWhole)}>
          {isWhole ? t('fewer') : t('more', { count: lines.length - mostShown })}
        </button>
      )}
    </>
  );
}

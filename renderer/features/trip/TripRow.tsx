import { IconAlertTriangle, IconCircleCheck, IconExclamationCircle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { TripCheck, TripState } from '../../../shared/domain/trip/trip-checks.ts';
import type { Tone } from '../../ui/tone.ts';
import tones from '../../ui/tones.module.css';
import type { Gathered } from './gather-facts.ts';
import { TripMend } from './TripMend.tsx';
import styles from './TripRow.module.css';
import { useCheckWords } from './use-check-words.ts';
import type { Trip } from './use-trip.ts';

const looks = {
  ready: { icon: IconCircleCheck, tone: 'done' },
  attention: { icon: IconAlertTriangle, tone: 'soon' },
  missing: { icon: IconExclamationCircle, tone: 'late' },
} as const satisfies Record<TripState, { icon: typeof IconCircleCheck; tone: Tone }>;

interface TripRowsProps {
  checks: readonly TripCheck[];
  trip: Trip;
  gathered: Gathered;
}

/** Each check in a line: how it stands, in words, and the way to mend it. */
export function TripRows({ checks, trip, gathered }: TripRowsProps) {
  const { t } = useTranslation('trip');
  const wordsOf = useCheckWords(gathered);
  return (
    <ul className={styles.rows}>
      {checks.map((check) => {
        const { icon: Glyph, tone } = looks[check.state];
        return (
          <li key={check.id} className={styles.row}>
            <span className={tones.text} data-tone={tone}>
              <Glyph size={20} stroke={1.7} role="img" aria-label={t(`state.${check.state}`)} className={styles.icon} />
            </span>
            <span className={styles.what}>{t(`check.${check.id}`)}</span>
            <span className={styles.words}>{wordsOf(check)}</span>
            <TripMend check={check} trip={trip} />
          </li>
        );
      })}
    </ul>
  );
}

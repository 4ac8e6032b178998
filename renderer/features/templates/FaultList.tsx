import { useTranslation } from 'react-i18next';
import { faultText } from '../../../forms/fault-text.ts';
import type { Fault } from '../../../forms/form-fault.ts';
import type { Tone } from '../../ui/tone.ts';
import tones from '../../ui/tones.module.css';
import { useFormat } from '../../ui/use-format.ts';
import styles from './FaultList.module.css';

interface FaultListProps {
  title: string;
  faults: readonly Fault[];
  tone: Extract<Tone, 'late' | 'soon'>;
}

/** More are counted, and not drawn: whoever has so many mends the first ones first. */
const mostShown = 100;

/** What is wrong with a form, each with its place: sheet, row and column as the sheet program shows them. */
export function FaultList({ title, faults, tone }: FaultListProps) {
  const { t } = useTranslation('templates');
  const { language } = useFormat();
  if (faults.length === 0) return null;
  const shown = faults.slice(0, mostShown);
  return (
    <section aria-label={title}>
      <h3 className={`${tones.text} ${styles.title}`} data-tone={tone}>
        {title} <span className={styles.count}>{faults.length}</span>
      </h3>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls by keys */}
      <ul className={styles.list} tabIndex={0}>
        {shown.map((fault, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a fault is its place in the file
          <li key={place} className={styles.fault}>
            {placeOf(fault) && <span className={styles.place}>{placeOf(fault)}</span>}
            <span className={styles.words}>{faultText(fault, language)}</span>
          </li>
        ))}
      </ul>
      {faults.length > shown.length && (
        <p className={styles.more}>{t('importing.more', { count: faults.length - shown.length })}</p>
      )}
    </section>
  );
}

/** `survey!D12`, as the sheet program calls it. */
function placeOf({ sheet, row, column }: Fault): string {
  const cell = `${column ?? ''}${row ?? ''}`;
  return [sheet, cell].filter(Boolean).join('!');
}

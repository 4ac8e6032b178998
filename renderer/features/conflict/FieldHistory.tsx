import { useTranslation } from 'react-i18next';
import { msOfStamp } from '../../../shared/domain/clock/stamp.ts';
import { useCaseFile } from '../../ui/case/case-file.tsx';
import { shapeOf } from '../../ui/conflict/fields.ts';
import { useValueWords } from '../../ui/conflict/use-value-words.ts';
import { SectionHeading } from '../../ui/SectionHeading.tsx';
import { useFormat } from '../../ui/use-format.ts';
import styles from './ConflictsTab.module.css';
import { eventsOf } from './field-events.ts';
import type { OpenConflict } from './use-open-conflicts.ts';

/** What was written into a field, by whom and when, the latest first; what was not chosen stays here. */
export function FieldHistory({ open }: { open: OpenConflict }) {
  const { t } = useTranslation('case');
  const format = useFormat();
  const { nameOf } = useCaseFile();
  const words = useValueWords(shapeOf(open.placed.collection, open.conflict));
  return (
    <aside className={styles.history}>
      <SectionHeading title={t('conflict.history')} />
      <ol className={styles.events}>
        {eventsOf(open.history).map(({ key, by, at, value, settled, reason }) => (
          <li key={key} className={styles.event}>
            <span className={styles.eventHead}>
              <strong>{nameOf(by) || t('conflict.someone')}</strong>
              <span>{format.dateTime(msOfStamp(at))}</span>
            </span>
            <span className={styles.eventWords}>
              {t(settled ? 'conflict.chose' : 'conflict.wrote', { value: words(value) })}
              {reason && ` · ${t('conflict.because', { reason })}`}
            </span>
          </li>
        ))}
      </ol>
      <p className={styles.later}>{t('conflict.later')}</p>
    </aside>
  );
}

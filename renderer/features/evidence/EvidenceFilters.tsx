import { useTranslation } from 'react-i18next';
import type { Evidence } from '../../../shared/schema/evidence.ts';
import styles from './EvidenceFilters.module.css';
import { type EvidenceFilter, filterCounts } from './filter.ts';

interface EvidenceFiltersProps {
  all: readonly Evidence[];
  filter: EvidenceFilter;
  onChange: (filter: EvidenceFilter) => void;
}

/** What of the evidence is shown, each with how many. */
export function EvidenceFilters({ all, filter, onChange }: EvidenceFiltersProps) {
  const { t } = useTranslation('evidenceTab');
  return (
    <fieldset className={styles.line} aria-label={t('filter.label')}>
      {filterCounts(all).map(([each, count]) => (
        <button
          key={each}
          type="button"
          className={styles.chip}
          aria-pressed={each === filter}
          data-waits={each === 'untied' || undefined}
          onClick={() => onChange(each)}
        >
          {t(`filter.${each}`)} <span className={styles.count}>{count}</span>
        </button>
      ))}
    </fieldset>
  );
}

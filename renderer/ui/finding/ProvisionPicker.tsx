import { Button, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useDeferredValue, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  type Found,
  type Match,
  type SuggestionBasis,
  searchProvisions,
  suggestProvisions,
} from '../../../shared/domain/penalty/catalogue.ts';
import { citationOf, provisionOf } from '../../../shared/domain/penalty/provision.ts';
import type { Provision } from '../../../shared/schema/findings.ts';
import { useCaseFile } from '../case/case-file.tsx';
import { useFormat } from '../use-format.ts';
import styles from './ProvisionPicker.module.css';
import { usePenaltyCatalogue } from './use-penalty-catalogue.ts';

interface ProvisionPickerProps {
  day: string;
  /** What the suggestions rest on: the checklist item, or the provision that is to be replaced. */
  basis?: SuggestionBasis | undefined;
  onChoose: (provision: Provision) => void;
  onCancel?: (() => void) | undefined;
}

/** Finds the provision in force on a day: those suggested by the checklist item first, any other by its words or place. */
export function ProvisionPicker({ day, basis, onChoose, onCancel }: ProvisionPickerProps) {
  const { t } = useTranslation('case');
  const format = useFormat();
  const { workspace, inspectionCase } = useCaseFile();
  const catalogue = usePenaltyCatalogue(workspace);
  const [query, setQuery] = useState('');
  const asked = useDeferredValue(query.trim());
  const { sector } = inspectionCase;
  const suggestion = useMemo(
    () => (basis ? suggestProvisions(catalogue, basis, day, sector) : null),
    [catalogue, basis, day, sector],
  );
  const { whole, matches } = useMemo<Found>(
    () =>
      asked ? searchProvisions(catalogue, asked, day, sector) : { whole: true, matches: suggestion?.matches ?? [] },
    [catalogue, asked, day, sector, suggestion],
  );
  const words = asked
    ? t(whole ? 'finding.found' : 'finding.foundMost', { count: matches.length, day: format.date(day) })
    : (suggestion?.words[format.language] ?? t('finding.searchHint', { day: format.date(day) }));
  return (
    <div className={styles.picker}>
      <div className={styles.search}>
        <TextInput
          className={styles.query}
          label={t('field.provision')}
          placeholder={t('finding.searchPlaceholder')}
          leftSection={<IconSearch size={17} stroke={1.7} aria-hidden />}
          value={query}
          onChange={(event) => setQuery(event.currentTarget.value)}
        />
        {onCancel && (
          <Button variant="subtle" onClick={onCancel}>
            {t('finding.keepProvision')}
          </Button>
        )}
      </div>
      <p className={styles.words}>{words}</p>
      <div className={styles.matches}>
        {matches.map((match) => (
          <MatchRow key={match.penalty.id} match={match} onChoose={() => onChoose(provisionOf(match.penalty))} />
        ))}
      </div>
    </div>
  );
}

function MatchRow({ match: { penalty }, onChoose }: { match: Match; onChoose: () => void }) {
  const format = useFormat();
  const { data } = penalty;
  return (
    <button type="button" className={styles.match} onClick={onChoose}>
      <span className={styles.place}>
        <span className={styles.citation}>{citationOf(data, format.language)}</span>
        <span className={styles.range}>
          {format.money(data.fineMin)} – {format.money(data.fineMax)}
        </span>
      </span>
      <span className={styles.behaviour}>{data.behaviourVi}</span>
    </button>
  );
}

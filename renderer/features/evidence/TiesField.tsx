import { MultiSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Evidence } from '../../../shared/schema/evidence.ts';
import { useTieOptions } from './use-tie-options.ts';

interface TiesFieldProps {
  ties: Evidence['ties'];
  disabled: boolean;
  onChange: (ties: Evidence['ties']) => void;
}

/** The findings, items and signed documents that a piece of evidence shows. A tie to what is gone stays, as do those to printed pages. */
export function TiesField({ ties, disabled, onChange }: TiesFieldProps) {
  const { t } = useTranslation('evidenceTab');
  const {
    findings: ofFindings,
    items: [...ofItems],
    documents: ofDocuments,
  } = useTieOptions();
  const known = new Set([...ofFindings, ...ofItems, ...ofDocuments].map(({ value }) => value));
  const gone = ties.filter(({ id }) => !known.has(id));
  return (
    <MultiSelect
      label={t('detail.ties')}
      placeholder={ties.length === 0 ? t('detail.tiesHint') : ''}
      data={[
        { group: t('detail.findings'), items: [...ofFindings] },
        { group: t('detail.items'), items: ofItems },
        { group: t('detail.documents'), items: [...ofDocuments] },
      ]}
      value={ties.filter(({ id }) => known.has(id)).map(({ id }) => id)}
      onChange={(ids) => onChange([...gone, ...ids.map((id) => ({ id }))])}
      readOnly={disabled}
      searchable
      hidePickedOptions
      maxDropdownHeight={320}
    />
  );
}

import { MultiSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { tieId } from '../../../shared/domain/evidence/ties.ts';
import { headingOf } from '../../../shared/domain/finding/heading.ts';
import type { Evidence } from '../../../shared/schema/evidence.ts';
import { useCaseFile } from '../../ui/case/case-file.tsx';
import { useLanguage } from '../../ui/use-format.ts';

interface TiesFieldProps {
  ties: Evidence['ties'];
  disabled: boolean;
  onChange: (ties: Evidence['ties']) => void;
}

/** The findings and items that a piece of evidence shows. A tie to what is gone stays until somebody takes it away. */
export function TiesField({ ties, disabled, onChange }: TiesFieldProps) {
  const { t } = useTranslation('evidenceTab');
  const { findings, checklist } = useCaseFile();
  const language = useLanguage();
  const ofFindings = findings.map((finding, place) => ({
    value: tieId({ kind: 'finding', id: finding.id }),
    label: t('detail.finding', { number: place + 1, name: headingOf(finding) }),
  }));
  const ofItems = checklist
    .flatMap(({ items }) => items)
    .map(({ id, number, item }) => ({
      value: tieId({ kind: 'item', id }),
      label: t('detail.item', { number, question: language === 'vi' ? item.questionVi : item.questionEn }),
    }));
  const known = new Set([...ofFindings, ...ofItems].map(({ value }) => value));
  const gone = ties.filter(({ id }) => !known.has(id));
  return (
    <MultiSelect
      label={t('detail.ties')}
      placeholder={ties.length === 0 ? t('detail.tiesHint') : ''}
      data={[
        { group: t('detail.findings'), items: ofFindings },
        { group: t('detail.items'), items: ofItems },
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

import { NumberInput, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type FormField, hasPlace, headFields } from '../../../shared/domain/document/form-fields.ts';
import type { OfficialDocument } from '../../../shared/schema/documents.ts';
import { useTypedFields } from '../../ui/use-typed-fields.ts';
import { useDocumentFile } from './document-file.tsx';
import { MinuteField } from './MinuteField.tsx';
import { NumberField } from './NumberField.tsx';
import { TextsPart } from './TextsPart.tsx';

/** What the document is, when and where it was made, and what its form says around that. */
export function FactsPart({ fields: texts }: { fields: readonly FormField[] }) {
  const { t } = useTranslation('documents');
  const { document, form, isOpen, change } = useDocumentFile();
  const { fields, type, flush } = useTypedFields<OfficialDocument, OfficialDocument>({
    id: document.id,
    document,
    stored: document,
    save: (changes, seen) => change(() => changes, seen),
  });
  const line = (name: 'title' | 'place') => (
    <TextInput
      data-field={name}
      label={t(`facts.${name}`)}
      value={fields[name]}
      onChange={(event) => type(name, event.currentTarget.value)}
      onBlur={flush}
      readOnly={!isOpen}
      maxLength={500}
    />
  );
  const minute = (name: 'startedAt' | 'endedAt') => (
    <MinuteField
      field={name}
      label={t(`facts.${name}`)}
      dayLabel={t('facts.day')}
      value={fields[name]}
      onChange={(next) => {
        type(name, next);
        flush();
      }}
      error={
        name === 'endedAt' && fields.endedAt && fields.endedAt < fields.startedAt
          ? t('lack.endsBeforeStart')
          : undefined
      }
      disabled={!isOpen}
    />
  );
  return (
    <>
      {line('title')}
      {hasPlace(form, 'number') && (
        <NumberField value={fields.number} onType={(number) => type('number', number)} onLeave={flush} />
      )}
      {minute('startedAt')}
      {line('place')}
      <TextsPart fields={[...headFields, ...texts]} />
      {minute('endedAt')}
      {hasPlace(form, 'sheets') && (
        <NumberInput
          data-field="sheets"
          label={t('facts.sheets')}
          value={fields.sheets || ''}
          onChange={(next) => type('sheets', Math.min(1_000, Math.max(0, Math.round(Number(next) || 0))))}
          onBlur={flush}
          readOnly={!isOpen}
          min={0}
          max={1_000}
          allowDecimal={false}
        />
      )}
    </>
  );
}

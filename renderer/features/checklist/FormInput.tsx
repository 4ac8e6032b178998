import { Checkbox, NumberInput, Select, Stack, Textarea, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { choiceWords } from '../../../forms/fill/choice-words.ts';
import type { Place } from '../../../forms/fill/place.ts';
import type { ItemType } from '../../../shared/schema/template-content.ts';
import { CodeField } from '../../ui/codes/CodeField.tsx';
import { DateField } from '../../ui/DateField.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { ChoiceFields } from './ChoiceFields.tsx';
import { RankField } from './RankField.tsx';

export interface FormInputProps {
  type: ItemType;
  place: Place;
  /** Of the template, in which its words are shown. */
  language: string;
  /** The answer as expressions see it. */
  text: string;
  error: ReactNode;
  disabled: boolean;
  onType: (text: string) => void;
  /** An answer that is whole at once. */
  onChoose: (text: string) => void;
  onLeave: () => void;
}

/** More choices than these are looked for by typing. */
const fewChoices = 8;
/** So many of a long list are drawn: who types a letter more finds the others. */
const mostDrawn = 100;

/** The input that an item's type asks for. */
export function FormInput(props: FormInputProps) {
  const { type, place, text, error, disabled, onType, onChoose, onLeave } = props;
  const { t } = useTranslation('checklist');
  const { decimal, group } = useFormat().separators;
  const label = t('form.answer');
  switch (type) {
    case 'selectOne':
    case 'selectMultiple':
      if (place.choices.length === 0) return <p>{t('form.noChoices')}</p>;
      if (type === 'selectMultiple' || place.choices.length <= fewChoices) return <ChoiceFields {...props} />;
      return <LongList {...props} mostDrawn={mostDrawn} />;
    case 'rank':
      return <RankField {...props} />;
    case 'acknowledge':
      return (
        <Checkbox
          label={t('form.acknowledge')}
          checked={text === 'OK'}
          onChange={(event) => onChoose(event.currentTarget.checked ? 'OK' : '')}
          disabled={disabled}
          error={error}
        />
      );
    case 'integer':
    case 'decimal':
    case 'range':
      return (
        <NumberInput
          label={label}
          value={text}
          onChange={(next) => onType(String(next))}
          onBlur={onLeave}
          allowDecimal={type !== 'integer'}
          thousandSeparator={group}
          decimalSeparator={decimal}
          description={rangeWords(place)}
          readOnly={disabled}
          error={error}
          hideControls
        />
      );
    case 'date':
      return (
        <DateField
          label={label}
          value={text || null}
          onChange={(next) => onChoose(next ?? '')}
          disabled={disabled}
          {...(error && { error: '' })}
        />
      );
    case 'time':
      return (
        <TextInput
          type="time"
          label={label}
          value={text.slice(0, 5)}
          onChange={(event) => onType(event.currentTarget.value)}
          onBlur={onLeave}
          readOnly={disabled}
          error={error}
        />
      );
    case 'dateTime':
      return (
        <TextInput
          type="datetime-local"
          label={label}
          value={text.slice(0, 16)}
          onChange={(event) => onType(event.currentTarget.value)}
          onBlur={onLeave}
          readOnly={disabled}
          error={error}
        />
      );
    case 'barcode':
      return (
        <CodeField label={label} value={text} onType={onType} onLeave={onLeave} maxLength={5_000} readOnly={disabled} />
      );
    default:
      return (
        <Stack gap={6}>
          <Textarea
            label={label}
            description={type.startsWith('geo') ? t('form.place') : undefined}
            value={text}
            onChange={(event) => onType(event.currentTarget.value)}
            onBlur={onLeave}
            readOnly={disabled}
            error={error}
            autosize
            minRows={1}
            maxRows={12}
            maxLength={5_000}
          />
        </Stack>
      );
  }
}

function LongList({
  place,
  language,
  text,
  error,
  disabled,
  onChoose,
  mostDrawn: limit,
}: FormInputProps & { mostDrawn: number }) {
  const { t } = useTranslation('checklist');
  const data = place.choices.map((choice) => ({ value: choice.name, label: choiceWords(place, choice, language) }));
  return (
    <Select
      label={t('form.answer')}
      placeholder={t('form.find')}
      data={uniqueOf(data)}
      value={text || null}
      onChange={(next) => onChoose(next ?? '')}
      limit={limit}
      nothingFoundMessage={t('form.nothing')}
      searchable
      clearable
      disabled={disabled}
      error={error}
    />
  );
}

/** A list may have one name for two choices, by which other lists are filtered. */
function uniqueOf(data: readonly { readonly value: string; readonly label: string }[]) {
  return [...new Map(data.map((each) => [each.value, each])).values()];
}

/** From where to where a scale goes. */
function rangeWords({ line: { type, parameters } }: Place): string | undefined {
  if (type !== 'range') return undefined;
  const { start = '1', end = '10' } = parameters ?? {};
  return `${start} – ${end}`;
}

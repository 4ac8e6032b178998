import { NumberInput } from '@mantine/core';
import { type InputEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../ui/use-format.ts';

interface NumberResponseProps {
  value: number | null;
  unit: string | null | undefined;
  onChange: (value: number | null) => void;
  onLeave: () => void;
  readOnly: boolean;
}

/** An answer that is a figure: counted, measured or a share, so never below zero. Words are refused aloud. */
export function NumberResponse({ value, unit, onChange, onLeave, readOnly }: NumberResponseProps) {
  const { t } = useTranslation('checklist');
  const { decimal, group } = useFormat().separators;
  /** What stands in the field while it is typed in: "95," is on its way to a number. */
  const [typed, setTyped] = useState<string | number | null>(null);
  const [hasWords, setHasWords] = useState(false);
  return (
    <NumberInput
      label={t('response')}
      value={typed ?? value ?? ''}
      onChange={(next) => {
        setTyped(next);
        const figure = next === '' || Number.isNaN(Number(next)) ? null : Number(next);
        // On leaving, "95,50" is written as 95,5: no other figure.
        if (figure !== value) onChange(figure);
      }}
      onBeforeInput={({ data }: InputEvent<HTMLInputElement>) => {
        const isUnit = unit && data?.trim() === unit;
        if (!isUnit && /[^\d.,\s]/.test(data ?? '')) setHasWords(true);
      }}
      onBlur={() => {
        setTyped(null);
        setHasWords(false);
        onLeave();
      }}
      error={hasWords && t('onlyFigures')}
      readOnly={readOnly}
      allowNegative={false}
      thousandSeparator={group}
      decimalSeparator={decimal}
      suffix={unit ? ` ${unit}` : ''}
      hideControls
    />
  );
}

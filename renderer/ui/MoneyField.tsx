import { Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FieldError } from './FieldError.tsx';
import { FieldLabel } from './FieldLabel.tsx';
import { type MoneyFault, parseMoney } from './money-input.ts';
import { useFormat } from './use-format.ts';

interface MoneyFieldProps {
  label: string;
  /** Whole dong, or null while there is none. */
  value: number | null;
  onChange: (dong: number | null) => void;
  onFault?: (fault: MoneyFault | null) => void;
  /** Dong, both included. */
  min?: number;
  max?: number;
  error?: string | undefined;
  description?: string;
  filledFrom?: string | undefined;
  disabled?: boolean;
}

/** A sum in dong typed freely (5500000, 5.500.000, 5,5 triệu), read on leaving the field. */
export function MoneyField(props: MoneyFieldProps) {
  const { label, value, onChange, onFault, min, max, error, description, filledFrom, disabled } = props;
  const { t } = useTranslation('ui');
  const format = useFormat();
  const [typed, setTyped] = useState<string | null>(null);
  const [fault, setFault] = useState<MoneyFault | null>(null);

  const settle = (next: MoneyFault | null) => {
    setFault(next);
    onFault?.(next);
  };
  const leave = () => {
    if (typed === null) return;
    if (typed.trim() === '') {
      setTyped(null);
      settle(null);
      return onChange(null);
    }
    const parsed = parseMoney(typed, { ...(min !== undefined && { min }), ...(max !== undefined && { max }) });
    settle(parsed.ok ? null : parsed.fault);
    if (!parsed.ok) return;
    setTyped(null);
    onChange(parsed.dong);
  };
  const bound = fault === 'tooLittle' ? min : max;
  const sentence = fault && t(`money.${fault}`, { sum: bound === undefined ? '' : format.money(bound) });
  const wrong = sentence ?? error;

  return (
    <TextInput
      label={<FieldLabel label={label} filledFrom={filledFrom} />}
      inputMode="numeric"
      autoComplete="off"
      value={typed ?? (value === null ? '' : format.number(value))}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={leave}
      onKeyDown={(event) => event.key === 'Enter' && leave()}
      error={wrong ? <FieldError>{wrong}</FieldError> : undefined}
      {...(description && { description })}
      {...(disabled !== undefined && { disabled })}
      rightSection={<Text c="dimmed">{format.language === 'vi' ? 'đ' : 'VND'}</Text>}
      rightSectionWidth={format.language === 'vi' ? 36 : 52}
    />
  );
}

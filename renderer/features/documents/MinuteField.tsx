import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { minuteOfMs } from '../../../shared/domain/document/minute.ts';
import { useCaseFile } from '../../ui/case/case-file.tsx';
import { DateField } from '../../ui/DateField.tsx';
import { FieldError } from '../../ui/FieldError.tsx';
import styles from './MinuteField.module.css';
import { parseTime } from './time-input.ts';

interface MinuteFieldProps {
  label: string;
  dayLabel: string;
  /** yyyy-mm-ddThh:mm, or empty. */
  value: string;
  onChange: (minute: string) => void;
  /** Name under which a link finds it. */
  field: string;
  error?: string | undefined;
  disabled: boolean;
}

/** A day and a time of day; one click says that it is now. */
export function MinuteField({ label, dayLabel, value, onChange, field, error, disabled }: MinuteFieldProps) {
  const { t } = useTranslation('documents');
  const { workspace, today } = useCaseFile();
  const [typed, setTyped] = useState<string | null>(null);
  const [day, time] = [value.slice(0, 10), value.slice(11)];
  const parsed = typed === null ? time : parseTime(typed);
  const isWrong = typed !== null && typed.trim() !== '' && parsed === null;
  const leave = () => {
    if (typed === null || isWrong) return;
    setTyped(null);
    onChange(parsed ? `${day || today}T${parsed}` : '');
  };
  const fault = isWrong ? t('minute.notATime') : error;
  return (
    <div className={styles.field}>
      <TextInput
        data-field={field}
        label={label}
        placeholder={t('minute.placeholder')}
        value={typed ?? time}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onBlur={leave}
        onKeyDown={(event) => event.key === 'Enter' && leave()}
        error={fault && <FieldError>{fault}</FieldError>}
        inputMode="numeric"
        autoComplete="off"
        readOnly={disabled}
      />
      <DateField
        label={dayLabel}
        value={day || null}
        onChange={(next) => onChange(next ? `${next}T${time || '00:00'}` : '')}
        disabled={disabled}
      />
      {!disabled && (
        <Button
          variant="default"
          onClick={() => {
            setTyped(null);
            onChange(minuteOfMs(workspace.now()));
          }}
        >
          {t('minute.now')}
        </Button>
      )}
    </div>
  );
}

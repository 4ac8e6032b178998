import { ActionIcon, Popover, TextInput } from '@mantine/core';
import { DatePicker } from '@mantine/dates';
import { IconCalendar } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type DateBounds, type DateFault, parseDate } from './date-input.ts';
import { FieldError } from './FieldError.tsx';
import { FieldLabel } from './FieldLabel.tsx';
import { dayOf, formatDate } from './format.ts';

interface DateFieldProps extends DateBounds {
  label: string;
  /** yyyy-mm-dd, or null while there is none. */
  value: string | null;
  onChange: (date: string | null) => void;
  /** Tells a form whether what is typed can be read; null when it can. */
  onFault?: (fault: DateFault | null) => void;
  required?: boolean;
  /** A fault that the form found; one's own goes first. */
  error?: string | undefined;
  description?: string;
  /** Where the value was filled in from. */
  filledFrom?: string | undefined;
  disabled?: boolean;
}

/** A date typed freely, day first, read on leaving the field; a calendar for those who would rather point. */
export function DateField(props: DateFieldProps) {
  const { label, value, onChange, onFault, required, error, description, filledFrom, disabled, min, max } = props;
  const { t } = useTranslation('ui');
  const shown = value ? formatDate(value) : '';
  const [typed, setTyped] = useState<string | null>(null);
  const [fault, setFault] = useState<DateFault | null>(null);
  const [calendar, setCalendar] = useState(false);

  const settle = (next: DateFault | null) => {
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
    const parsed = parseDate(typed, dayOf(Date.now()), { min, max });
    settle(parsed.ok ? null : parsed.fault);
    if (!parsed.ok) return;
    setTyped(null);
    onChange(parsed.date);
  };
  const sentence =
    fault && t(`date.${fault.reason}`, 'date' in fault ? { date: formatDate(fault.date) } : { ...fault });
  const wrong = sentence ?? error;

  return (
    <TextInput
      label={<FieldLabel label={label} filledFrom={filledFrom} />}
      placeholder={t('date.placeholder')}
      inputMode="numeric"
      autoComplete="off"
      value={typed ?? shown}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={leave}
      onKeyDown={(event) => event.key === 'Enter' && leave()}
      error={wrong ? <FieldError>{wrong}</FieldError> : undefined}
      {...(required !== undefined && { required, withAsterisk: false })}
      {...(description && { description })}
      {...(disabled !== undefined && { disabled })}
      rightSection={
        <Popover opened={calendar} onChange={setCalendar} position="bottom-end" trapFocus returnFocus>
          <Popover.Target>
            <ActionIcon
              size={28}
              disabled={disabled ?? false}
              aria-label={`${label}: ${t('date.calendar')}`}
              onClick={() => setCalendar(!calendar)}
            >
              <IconCalendar size={17} stroke={1.7} />
            </ActionIcon>
          </Popover.Target>
          <Popover.Dropdown>
            <DatePicker
              value={value}
              {...(value && { defaultDate: value })}
              {...(min && { minDate: min })}
              {...(max && { maxDate: max })}
              onChange={(date) => {
                setTyped(null);
                settle(null);
                setCalendar(false);
                onChange(date);
              }}
            />
          </Popover.Dropdown>
        </Popover>
      }
    />
  );
}

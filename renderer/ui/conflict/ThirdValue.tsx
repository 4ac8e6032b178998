import { Button, Select, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DateField } from '../DateField.tsx';
import { FieldError } from '../FieldError.tsx';
import styles from './Conflict.module.css';
import { choices, type FieldShape } from './fields.ts';
import { useChoiceWords } from './use-value-words.ts';

/** A value that neither of the two had, with the reason for it. */
export function ThirdValue({
  shape,
  onWrite,
}: {
  shape: FieldShape;
  onWrite: (value: string, reason: string) => void;
}) {
  const { t } = useTranslation('case');
  const [value, setValue] = useState('');
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (value.trim() && reason.trim()) onWrite(value.trim(), reason.trim());
  };
  const noValue = tried && !value.trim() ? t('conflict.valueNeeded') : undefined;
  return (
    <form className={styles.third} data-wide={shape.kind === 'paragraph' || undefined} onSubmit={submit} noValidate>
      <ValueInput shape={shape} value={value} onChange={setValue} error={noValue} />
      <TextInput
        label={t('conflict.reason')}
        placeholder={t('conflict.reasonHint')}
        maxLength={5_000}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        error={tried && !reason.trim() ? <FieldError>{t('conflict.reasonNeeded')}</FieldError> : undefined}
      />
      <Button type="submit" variant="default">
        {t('conflict.write')}
      </Button>
    </form>
  );
}

interface ValueInputProps {
  shape: FieldShape;
  value: string;
  onChange: (value: string) => void;
  error: string | undefined;
}

function ValueInput({ shape, value, onChange, error }: ValueInputProps) {
  const { t } = useTranslation('case');
  const words = useChoiceWords();
  const label = t('conflict.third');
  const fault = error && <FieldError>{error}</FieldError>;
  if (shape.kind === 'date') {
    return <DateField label={label} value={value || null} onChange={(date) => onChange(date ?? '')} error={error} />;
  }
  if (shape.kind === 'choice') {
    const data = choices[shape.choices].map((each) => ({ value: each, label: words(shape.choices, each) }));
    return (
      <Select label={label} data={data} value={value || null} onChange={(next) => onChange(next ?? '')} error={fault} />
    );
  }
  if (shape.kind === 'text') {
    return (
      <TextInput
        label={label}
        maxLength={500}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        error={fault}
      />
    );
  }
  return (
    <Textarea
      label={label}
      autosize
      minRows={2}
      maxRows={8}
      maxLength={5_000}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      error={fault}
    />
  );
}

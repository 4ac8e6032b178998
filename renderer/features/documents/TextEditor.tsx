import { Autocomplete, Button, Textarea } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconRefresh } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { type FormField, fieldChoices, fieldLabel } from '../../../shared/domain/document/form-fields.ts';
import { FieldLabel } from '../../ui/FieldLabel.tsx';
import styles from './TextEditor.module.css';

interface TextEditorProps {
  field: FormField;
  value: string;
  /** What the case knows; empty where it knows nothing. */
  drafted: string;
  disabled: boolean;
  onType: (text: string) => void;
  onLeave: () => void;
}

/** One text of the official form. What was filled in from the case says so; what was typed stays until the case's is chosen. */
export function TextEditor({ field, value, drafted, disabled, onType, onLeave }: TextEditorProps) {
  const { t } = useTranslation('documents');
  const choices = fieldChoices(field);
  const isDrafted = drafted !== '' && value === drafted;
  const shared = {
    'data-field': field.id,
    label: <FieldLabel label={fieldLabel(field)} filledFrom={isDrafted ? t('text.case') : undefined} />,
    description: field.noteVi,
    value,
    onBlur: onLeave,
    readOnly: disabled,
  };
  return (
    <div className={styles.field}>
      {choices.length > 0 ? (
        <Autocomplete {...shared} data={[...choices]} onChange={onType} />
      ) : (
        <Textarea
          {...shared}
          onChange={(event) => onType(event.currentTarget.value)}
          autosize
          minRows={1}
          maxRows={16}
          maxLength={50_000}
        />
      )}
      {!disabled && drafted !== '' && !isDrafted && (
        <TakeAgain
          drafted={drafted}
          onTake={() => {
            onType(drafted);
            onLeave();
          }}
        />
      )}
    </div>
  );
}

/** Shows what the case has now, and takes it only when that is chosen. */
function TakeAgain({ drafted, onTake }: { drafted: string; onTake: () => void }) {
  const { t } = useTranslation('documents');
  const [opened, preview] = useDisclosure(false);
  if (!opened) {
    return (
      <Button
        variant="subtle"
        size="compact-sm"
        className={styles.again}
        leftSection={<IconRefresh size={16} stroke={1.7} aria-hidden />}
        onClick={preview.open}
      >
        {t('text.again')}
      </Button>
    );
  }
  return (
    <div className={styles.preview}>
      <p className={styles.words}>{t('text.would')}</p>
      <p className={styles.drafted}>{drafted}</p>
      <div className={styles.foot}>
        <Button variant="default" size="compact-sm" onClick={preview.close}>
          {t('text.keep')}
        </Button>
        <Button size="compact-sm" onClick={onTake}>
          {t('text.take')}
        </Button>
      </div>
    </div>
  );
}

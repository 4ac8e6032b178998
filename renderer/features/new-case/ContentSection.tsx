import { Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { DateField } from '../../ui/DateField.tsx';
import { FieldError } from '../../ui/FieldError.tsx';
import { FieldLabel } from '../../ui/FieldLabel.tsx';
import styles from './CaseForm.module.css';
import type { CaseDraft } from './draft.ts';
import { FormSection } from './FormSection.tsx';
import type { DraftFaults } from './faults.ts';

interface ContentSectionProps {
  draft: CaseDraft;
  faults: DraftFaults;
  onChange: (part: Partial<CaseDraft>) => void;
}

/** What is looked into, and over which period. */
export function ContentSection({ draft, faults, onChange }: ContentSectionProps) {
  const { t } = useTranslation('newCase');
  const { t: words } = useTranslation('case');
  const filled = !draft.contentTyped && draft.content !== '';
  return (
    <FormSection title={t('section.content')}>
      <div className={styles.pair}>
        <div data-field="content" className={styles.wide}>
          <Textarea
            label={<FieldLabel label={words('field.content')} filledFrom={filled ? t('content.source') : undefined} />}
            autosize
            minRows={2}
            maxRows={10}
            maxLength={5_000}
            value={draft.content}
            onChange={(event) => onChange({ content: event.currentTarget.value, contentTyped: true })}
            error={faults.content ? <FieldError>{t(`fault.${faults.content}`)}</FieldError> : undefined}
          />
        </div>
        <DateField
          label={words('field.periodFrom')}
          value={draft.periodFrom}
          onChange={(periodFrom) => onChange({ periodFrom })}
        />
        <div data-field="periodTo">
          <DateField
            label={words('field.periodTo')}
            value={draft.periodTo}
            onChange={(periodTo) => onChange({ periodTo })}
            error={faults.periodTo ? t(`fault.${faults.periodTo}`) : undefined}
          />
        </div>
      </div>
    </FormSection>
  );
}

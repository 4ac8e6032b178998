import { Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { DateField } from '../../ui/DateField.tsx';
import { FieldError } from '../../ui/FieldError.tsx';
import styles from './CaseForm.module.css';
import type { CaseDraft } from './draft.ts';
import { FormSection } from './FormSection.tsx';
import type { DraftFaults } from './faults.ts';

interface GroundSectionProps {
  draft: CaseDraft;
  faults: DraftFaults;
  onChange: (part: Partial<CaseDraft>) => void;
}

/** The decision or document by which the case is carried out; it may come later. */
export function GroundSection({ draft: { legalGround }, faults, onChange }: GroundSectionProps) {
  const { t } = useTranslation('newCase');
  const { t: words } = useTranslation('case');
  const set = (part: Partial<CaseDraft['legalGround']>) => onChange({ legalGround: { ...legalGround, ...part } });
  const isWhole =
    legalGround.number.trim() !== '' && legalGround.issuedOn !== null && legalGround.issuedBy.trim() !== '';
  const fault = (field: 'groundNumber' | 'groundIssuedBy') =>
    faults[field] ? <FieldError>{t(`fault.${faults[field]}`)}</FieldError> : undefined;
  return (
    <FormSection title={t('section.ground')} hint={isWhole ? undefined : t('ground.hint')}>
      <div className={styles.pair}>
        <div data-field="groundNumber">
          <TextInput
            label={words('field.groundNumber')}
            maxLength={500}
            value={legalGround.number}
            onChange={(event) => set({ number: event.currentTarget.value })}
            error={fault('groundNumber')}
          />
        </div>
        <DateField
          label={words('field.groundIssuedOn')}
          value={legalGround.issuedOn}
          onChange={(issuedOn) => set({ issuedOn })}
        />
        <div data-field="groundIssuedBy" className={styles.wide}>
          <TextInput
            label={words('field.groundIssuedBy')}
            maxLength={500}
            value={legalGround.issuedBy}
            onChange={(event) => set({ issuedBy: event.currentTarget.value })}
            error={fault('groundIssuedBy')}
          />
        </div>
        <Textarea
          className={styles.wide}
          label={words('field.groundSummary')}
          autosize
          minRows={1}
          maxRows={6}
          maxLength={5_000}
          value={legalGround.summary}
          onChange={(event) => set({ summary: event.currentTarget.value })}
        />
      </div>
    </FormSection>
  );
}

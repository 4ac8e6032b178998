import { Button, Modal, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { decimalOf, readingText } from '../../../shared/domain/evidence/reading.ts';
import { useCaseFile } from '../case/case-file.tsx';
import { CodeField } from '../codes/CodeField.tsx';
import { DateField } from '../DateField.tsx';
import type { DateFault } from '../date-input.ts';
import { FieldError } from '../FieldError.tsx';
import { useNotices } from '../notices.tsx';
import { useDraft } from '../use-draft.ts';
import { useEvidenceFiles } from './evidence-files.tsx';
import styles from './ReadingDialog.module.css';
import { emptyReading, type TypedReading, typedReadingIn } from './typed-reading.ts';
import { useReadingWords } from './use-reading.ts';

interface ReadingDialogProps {
  caseId: string;
  ties: readonly string[];
  onClose: () => void;
}

const longest = { maxLength: 200 } as const;

/** A number that somebody read from a device, and the device: fixed and signed once it is saved, as any original. */
export function ReadingDialog({ caseId, ties, onClose }: ReadingDialogProps) {
  const { t } = useTranslation('evidence');
  const { workspace, today } = useCaseFile();
  const { originals } = useEvidenceFiles();
  const notices = useNotices();
  const words = useReadingWords();
  const draft = useDraft(workspace.collections, 'evidence', `reading:${caseId}|${ties.join('|')}`, typedReadingIn);
  const [tried, setTried] = useState(false);
  const [dateFault, setDateFault] = useState<DateFault | null>(null);
  const typed = draft.value ?? emptyReading;
  const change = (changes: Partial<TypedReading>) => draft.type({ ...typed, ...changes });
  const decimal = decimalOf(typed.value);
  const valueFault = 'fault' in decimal ? decimal.fault : null;
  const isWhatMissing = typed.what.trim() === '';

  const save = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setTried(true);
    if (isWhatMissing || 'fault' in decimal || dateFault) {
      event.currentTarget.querySelector<HTMLElement>(isWhatMissing ? '[name=what]' : '[name=value]')?.focus();
      return;
    }
    const what = typed.what.trim();
    const reading = { what, value: decimal.value, unit: typed.unit.trim() };
    const device = {
      name: typed.deviceName.trim(),
      serial: typed.serial.trim(),
      calibratedUntil: typed.calibratedUntil,
    };
    const content = new Blob([readingText({ version: 1, ...reading, device })]);
    const isSaved = await draft.become(async () => {
      const about = { caseId, kind: 'reading', origin: 'typed', fileName: '', position: null } as const;
      const { id } = await originals.add(content, { ...about, ties: [...ties] });
      const title = `${what}: ${words(reading)}`;
      // Without its words for a title the reading is none the worse.
      await workspace.change('evidence', id, () => ({ title })).catch(notices.problem);
    });
    if (!isSaved) return;
    notices.done(t('reading.saved', { what, value: words(reading) }));
    onClose();
  };
  return (
    <Modal opened onClose={onClose} title={t('reading.title')} closeOnClickOutside={false}>
      <form className={styles.form} onSubmit={(event) => void save(event)} noValidate>
        <TextInput
          {...longest}
          name="what"
          data-autofocus
          label={t('reading.what')}
          placeholder={t('reading.whatHint')}
          value={typed.what}
          onChange={(event) => change({ what: event.currentTarget.value })}
          error={tried && isWhatMissing && <FieldError>{t('reading.whatMissing')}</FieldError>}
        />
        <div className={styles.pair}>
          <TextInput
            {...longest}
            name="value"
            label={t('reading.value')}
            placeholder={t('reading.valueHint')}
            inputMode="decimal"
            autoComplete="off"
            value={typed.value}
            onChange={(event) => change({ value: event.currentTarget.value })}
            error={tried && valueFault && <FieldError>{t(`reading.valueFault.${valueFault}`)}</FieldError>}
          />
          <TextInput
            {...longest}
            label={t('reading.unit')}
            placeholder={t('reading.unitHint')}
            value={typed.unit}
            onChange={(event) => change({ unit: event.currentTarget.value })}
          />
        </div>
        <div className={styles.pair}>
          <TextInput
            {...longest}
            label={t('reading.device')}
            placeholder={t('reading.deviceHint')}
            value={typed.deviceName}
            onChange={(event) => change({ deviceName: event.currentTarget.value })}
          />
          <CodeField
            {...longest}
            label={t('reading.serial')}
            value={typed.serial}
            onType={(serial) => change({ serial })}
          />
        </div>
        <DateField
          label={t('reading.calibratedUntil')}
          value={typed.calibratedUntil}
          onChange={(calibratedUntil) => change({ calibratedUntil })}
          onFault={setDateFault}
          description={
            typed.calibratedUntil && typed.calibratedUntil < today
              ? t('reading.expiredHere')
              : t('reading.calibratedHint')
          }
        />
        <p className={styles.fixed}>{t('reading.fixed')}</p>
        <div className={styles.foot}>
          <Button variant="default" onClick={onClose}>
            {t('reading.later')}
          </Button>
          <Button type="submit">{t('reading.save')}</Button>
        </div>
      </form>
    </Modal>
  );
}

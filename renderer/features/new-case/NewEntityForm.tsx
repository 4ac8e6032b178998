import { Button, Chip, Group, SegmentedControl, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isWrongTaxCode, readTaxCode } from '../../../shared/domain/entity/tax-code.ts';
import type { Sector } from '../../../shared/schema/common.ts';
import { sectors } from '../../ui/case/sectors.ts';
import { FieldError } from '../../ui/FieldError.tsx';
import { Notice } from '../../ui/Notice.tsx';
import form from './CaseForm.module.css';
import type { NewEntity } from './draft.ts';
import styles from './EntitySection.module.css';
import type { DraftFaults } from './faults.ts';
import { useSimilarEntities } from './use-similar-entities.ts';

interface NewEntityFormProps {
  entity: NewEntity;
  faults: DraftFaults;
  onChange: (entity: NewEntity) => void;
  /** One that is known already is taken instead. */
  onUse: (entityId: string) => void;
  onCancel: () => void;
}

const forms: readonly NewEntity['form'][] = ['organisation', 'household', 'individual'];

/** A long name is read whole; it is one line for the law, however it was pasted. */
const growing = { autosize: true, minRows: 1, maxRows: 6, maxLength: 500 } as const;
const inOneLine = (text: string) => text.replace(/\s*\n\s*/g, ' ');

/** An entity that this device does not know; those like it are shown, so that nobody stands twice. */
export function NewEntityForm({ entity, faults, onChange, onUse, onCancel }: NewEntityFormProps) {
  const { t } = useTranslation('newCase');
  const { t: words } = useTranslation('case');
  const similar = useSimilarEntities(entity);
  const [codeLeft, setCodeLeft] = useState(true);
  const set = (part: Partial<NewEntity>) => onChange({ ...entity, ...part });
  const fault = (field: 'entityName' | 'entityAddress') =>
    faults[field] ? <FieldError>{t(`fault.${faults[field]}`)}</FieldError> : undefined;
  const codeIsWrong = codeLeft && isWrongTaxCode(entity.code);
  const leaveCode = () => {
    setCodeLeft(true);
    const code = readTaxCode(entity.code);
    if (code !== null && code !== entity.code) set({ code });
  };
  return (
    <div className={styles.fields}>
      <div data-field="entityName" className={styles.wide}>
        <Textarea
          label={t('entity.name')}
          {...growing}
          value={entity.name}
          onChange={(event) => set({ name: inOneLine(event.currentTarget.value) })}
          error={fault('entityName')}
        />
      </div>
      {similar.length > 0 && (
        <div className={styles.wide}>
          <Notice tone="soon" title={t('entity.similar')}>
            {similar.map(({ id, name, code, address }) => (
              <div key={id} className={styles.similar}>
                <span>
                  {name} <span className={styles.facts}>{[code, address].filter(Boolean).join(' · ')}</span>
                </span>
                <Button variant="default" size="compact-sm" onClick={() => onUse(id)}>
                  {t('entity.use')}
                </Button>
              </div>
            ))}
          </Notice>
        </div>
      )}
      <div className={styles.wide}>
        <div className={form.label}>{t('entity.form')}</div>
        <SegmentedControl
          aria-label={t('entity.form')}
          value={entity.form}
          onChange={(chosen) => set({ form: chosen })}
          data={forms.map((each) => ({ value: each, label: words(`entityForm.${each}`) }))}
        />
      </div>
      <div data-field="entityCode">
        <TextInput
          label={t('entity.codeLabel')}
          maxLength={20}
          value={entity.code}
          onChange={(event) => {
            setCodeLeft(false);
            set({ code: event.currentTarget.value });
          }}
          onBlur={leaveCode}
          error={faults.entityCode || codeIsWrong ? <FieldError>{t('fault.codeWrong')}</FieldError> : undefined}
        />
      </div>
      <TextInput
        label={t('entity.representativeLabel')}
        maxLength={500}
        value={entity.representative}
        onChange={(event) => set({ representative: event.currentTarget.value })}
      />
      <div data-field="entityAddress" className={styles.wide}>
        <Textarea
          label={t('entity.address')}
          {...growing}
          value={entity.address}
          onChange={(event) => set({ address: inOneLine(event.currentTarget.value) })}
          error={fault('entityAddress')}
        />
      </div>
      <div className={styles.wide}>
        <div className={form.label}>{t('entity.sectors')}</div>
        <Chip.Group multiple value={entity.sectors} onChange={(chosen) => set({ sectors: chosen as Sector[] })}>
          <Group gap="xs">
            {sectors.map((sector) => (
              <Chip key={sector} value={sector} variant="outline">
                {words(`sector.${sector}`)}
              </Chip>
            ))}
          </Group>
        </Chip.Group>
      </div>
      <div className={styles.wide}>
        <Button variant="subtle" size="compact-sm" ml={-8} onClick={onCancel}>
          {t('entity.cancel')}
        </Button>
      </div>
    </div>
  );
}

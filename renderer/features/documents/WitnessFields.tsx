import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { FieldError } from '../../ui/FieldError.tsx';
import { Notice } from '../../ui/Notice.tsx';
import styles from './RefusalDialog.module.css';
import type { NewWitness } from './use-refuse.ts';

interface WitnessFieldsProps {
  witness: NewWitness;
  onChange: (witness: NewWitness) => void;
  isMissing: boolean;
  /** Signatures that stand, and that somebody new makes void. */
  standing: number;
}

/** A witness who comes in for the refusal; whoever has signed by then signs anew. */
export function WitnessFields({ witness, onChange, isMissing, standing }: WitnessFieldsProps) {
  const { t } = useTranslation('documents');
  return (
    <>
      <div className={styles.added}>
        {(['name', 'duty', 'address'] as const).map((name) => (
          <TextInput
            key={name}
            label={t(`refuse.added.${name}`)}
            value={witness[name]}
            onChange={(event) => onChange({ ...witness, [name]: event.currentTarget.value })}
            error={name === 'name' && isMissing && <FieldError>{t('refuse.witnessNeeded')}</FieldError>}
            maxLength={500}
          />
        ))}
      </div>
      {standing > 0 && <Notice tone="soon">{t('refuse.voids', { count: standing })}</Notice>}
    </>
  );
}

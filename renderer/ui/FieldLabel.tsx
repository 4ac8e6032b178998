import { useTranslation } from 'react-i18next';
import styles from './FieldLabel.module.css';

/** Label of a field that was filled in from what is known: it names the source, and can be changed. */
export function FieldLabel({ label, filledFrom }: { label: string; filledFrom?: string | undefined }) {
  const { t } = useTranslation('ui');
  return (
    <>
      {label}
      {filledFrom && <span className={styles.filled}>{t('field.filledIn', { source: filledFrom })}</span>}
    </>
  );
}

import { useTranslation } from 'react-i18next';
import type { ChecklistItem } from '../../../shared/domain/checklist/checklist.ts';
import { isRequired } from '../../../shared/domain/checklist/progress.ts';
import styles from './Item.module.css';

/** The number by which people call an item, with a star when the visit can't end without its answer. */
export function ItemNumber({ item: { number, item } }: { item: ChecklistItem }) {
  const { t } = useTranslation('checklist');
  return (
    <span className={styles.number}>
      {number}
      {isRequired(item) && (
        <span className={styles.required} role="img" aria-label={t('required')} title={t('required')}>
          *
        </span>
      )}
    </span>
  );
}

import { Loader } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useShownAfter } from '../../ui/use-shown-after.ts';
import styles from './Opening.module.css';

/** While the database opens: nothing for the first moments, then one word. */
export function Opening() {
  const { t } = useTranslation('ui');
  const shown = useShownAfter(true, 400);
  if (!shown) return null;
  return (
    <div className={styles.opening} role="status">
      <Loader size="sm" />
      {t('loading')}
    </div>
  );
}

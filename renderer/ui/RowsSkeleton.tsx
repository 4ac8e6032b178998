import { Skeleton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import styles from './RowsSkeleton.module.css';
import { useShownAfter } from './use-shown-after.ts';

const widths = ['62%', '48%', '55%', '40%', '70%', '52%', '44%', '58%', '36%', '50%'];

/** Rows of the layout to come, drawn only after 150 ms. `height` is a row's px at 100 % text size. */
export function RowsSkeleton({ rows = 6, height = 40 }: { rows?: number; height?: 32 | 40 | 44 | 60 }) {
  const { t } = useTranslation('ui');
  const shown = useShownAfter(true);
  if (!shown) return null;
  return (
    <div role="status" aria-label={t('loading')}>
      {widths.slice(0, rows).map((width) => (
        <div key={width} className={styles.row} data-height={height}>
          <Skeleton height={12} width={width} radius="xl" />
          <Skeleton height={12} width={96} radius="xl" />
        </div>
      ))}
    </div>
  );
}

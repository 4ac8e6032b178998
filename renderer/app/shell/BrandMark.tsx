import { IconCheckbox } from '@tabler/icons-react';
import styles from './rail.module.css';

/** The program's sign. */
export function BrandMark() {
  return (
    <span className={styles.mark} aria-hidden="true">
      <IconCheckbox size={17} stroke={2} />
    </span>
  );
}

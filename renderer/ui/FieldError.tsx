import { IconAlertCircle } from '@tabler/icons-react';
import styles from './FieldError.module.css';

/** A field's fault as a sentence, with a sign so that it is not told by colour alone. For Mantine's `error`. */
export function FieldError({ children }: { children: string }) {
  return (
    <span className={styles.error}>
      <IconAlertCircle size={16} stroke={1.7} aria-hidden className={styles.icon} />
      {children}
    </span>
  );
}

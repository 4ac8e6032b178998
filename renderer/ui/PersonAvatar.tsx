import { initialOf } from './names.ts';
import styles from './PersonAvatar.module.css';

interface PersonAvatarProps {
  name: string;
  /** px at 100 % text size. */
  size?: 20 | 24 | 28 | 30 | 44 | 64;
  /** Marks oneself, or the chosen person. */
  accent?: boolean;
}

/** A person as the first letter of the given name; the name stands beside it, so it is hidden from readers. */
export function PersonAvatar({ name, size = 28, accent = false }: PersonAvatarProps) {
  return (
    <span className={styles.avatar} data-size={size} data-accent={accent || undefined} aria-hidden="true">
      {initialOf(name)}
    </span>
  );
}

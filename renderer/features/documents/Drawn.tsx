import { pathOf } from '../../../shared/domain/document/strokes.ts';
import styles from './Drawn.module.css';

interface DrawnProps {
  strokes: readonly (readonly number[])[];
  /** Words for those who can't see it; nothing where a name stands beside it. */
  label?: string;
}

/** The box of a signature: a third as high as it is wide, in thousandths of its width. */
const boxHeight = 333;

/** A signature as it was drawn. */
export function Drawn({ strokes, label }: DrawnProps) {
  const drawn = (
    <svg className={styles.drawn} viewBox={`0 0 1000 ${boxHeight}`} aria-hidden="true">
      {strokes.map((stroke, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a stroke is known by its place alone
        <path key={place} d={pathOf(stroke)} />
      ))}
    </svg>
  );
  return label ? (
    <span role="img" aria-label={label} className={styles.place}>
      {drawn}
    </span>
  ) : (
    drawn
  );
}

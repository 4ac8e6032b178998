import { type Ref, useId } from 'react';
import styles from './PinBoxes.module.css';

interface PinBoxesProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  /** The label is shown above, or only told to readers of the screen. */
  showLabel?: boolean;
  disabled?: boolean;
  wrong?: boolean;
  describedBy?: string;
  ref?: Ref<HTMLInputElement>;
}

const fewestBoxes = 6;
const mostBoxes = 12;

/** A secret as boxes with dots over one real field; it grows with what is typed, up to twelve boxes. */
export function PinBoxes(props: PinBoxesProps) {
  const { label, value, onChange, showLabel = false, disabled = false, wrong = false, describedBy, ref } = props;
  const id = useId();
  const count = Math.min(mostBoxes, Math.max(fewestBoxes, value.length));
  return (
    <div>
      <label htmlFor={id} className={showLabel ? styles.label : 'mt-hidden'}>
        {label}
      </label>
      <div className={styles.field} data-wrong={wrong || undefined} data-disabled={disabled || undefined}>
        <div className={styles.boxes} aria-hidden="true">
          {Array.from({ length: count }, (_, place) => place).map((place) => (
            <span
              key={place}
              className={styles.box}
              data-next={place === Math.min(value.length, count - 1) || undefined}
              data-filled={place < value.length || undefined}
            />
          ))}
        </div>
        <input
          ref={ref}
          id={id}
          className={styles.input}
          type="password"
          inputMode="numeric"
          autoComplete="off"
          maxLength={64}
          value={value}
          disabled={disabled}
          aria-invalid={wrong}
          aria-describedby={describedBy}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      </div>
    </div>
  );
}

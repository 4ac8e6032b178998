import styles from './Keys.module.css';

/** Keys as they are pressed: `mod+k` together, `g h` one after the other. `hidden` leaves them out for readers of the screen. */
export function Keys({ keys, hidden = false }: { keys: string; hidden?: boolean }) {
  return (
    <span className={styles.keys} aria-hidden={hidden || undefined}>
      {keys.split(' ').map((stroke) => (
        <kbd key={stroke} className={styles.key}>
          {nameOf(stroke)}
        </kbd>
      ))}
    </span>
  );
}

const names: Readonly<Record<string, string>> = {
  mod: 'Ctrl',
  enter: 'Enter',
  escape: 'Esc',
  arrowup: '↑',
  arrowdown: '↓',
  arrowleft: '←',
  arrowright: '→',
};

function nameOf(stroke: string): string {
  return stroke
    .split('+')
    .map((key) => names[key] ?? (key.length === 1 ? key.toUpperCase() : key[0]?.toUpperCase() + key.slice(1)))
    .join(' ');
}

import styles from './ProgressBar.module.css';

export interface ProgressParts {
  readonly compliant: number;
  readonly notCompliant: number;
  readonly notApplicable: number;
  /** Texts, figures and choices that were recorded. */
  readonly recorded: number;
  readonly total: number;
}

interface ProgressBarProps {
  parts: ProgressParts;
  /** Left out where the figures stand beside it in words. */
  label?: string;
  thin?: boolean;
}

/** How far a checklist has come, in parts: done, not compliant, not applicable, open. */
export function ProgressBar({ parts, label, thin = false }: ProgressBarProps) {
  const { compliant, notCompliant, notApplicable, recorded, total } = parts;
  const width = (count: number) => ({ flexGrow: count });
  return (
    <div className={styles.bar} data-thin={thin || undefined} {...(label ? { role: 'img', 'aria-label': label } : {})}>
      {compliant + recorded > 0 && <span className={styles.done} style={width(compliant + recorded)} />}
      {notCompliant > 0 && <span className={styles.late} style={width(notCompliant)} />}
      {notApplicable > 0 && <span className={styles.skipped} style={width(notApplicable)} />}
      <span
        className={styles.open}
        style={width(Math.max(0, total - compliant - notCompliant - notApplicable - recorded))}
      />
    </div>
  );
}

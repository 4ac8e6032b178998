import { IconAlertTriangle, IconCircleCheck, IconExclamationCircle, IconInfoCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import styles from './Notice.module.css';
import type { Tone } from './tone.ts';
import tones from './tones.module.css';

interface NoticeProps {
  tone: Exclude<Tone, 'neutral' | 'accent'>;
  /** The first words, in the colour of the tone. */
  title?: ReactNode;
  children?: ReactNode;
  /** A link or subtle button at the right end. */
  action?: ReactNode;
}

const icons = { done: IconCircleCheck, soon: IconAlertTriangle, late: IconExclamationCircle, info: IconInfoCircle };

/** A sentence on a tinted ground with one way on, in place. */
export function Notice({ tone, title, children, action }: NoticeProps) {
  const Glyph = icons[tone];
  return (
    <div className={styles.notice} role={tone === 'late' ? 'alert' : 'status'} data-tone={tone}>
      <span className={tones.text} data-tone={tone}>
        <Glyph size={18} stroke={1.7} aria-hidden className={styles.icon} />
      </span>
      <div className={styles.words}>
        {title && (
          <strong className={tones.text} data-tone={tone}>
            {title}{' '}
          </strong>
        )}
        {children}
      </div>
      {action && <div className={styles.action}>{action}</div>}
    </div>
  );
}

import type { Icon } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Tone } from './tone.ts';
import tones from './tones.module.css';

interface BadgeProps {
  tone: Tone;
  icon?: Icon | undefined;
  /** `tint` fills the ground; `plain` is for table rows: a coloured icon and a word in the text's colour. */
  look?: 'tint' | 'plain';
  children: ReactNode;
}

/** A state in icon, word and colour. */
export function Badge({ tone, icon: IconOf, look = 'tint', children }: BadgeProps) {
  return (
    <span className={look === 'tint' ? tones.badge : tones.plain} data-tone={tone}>
      {IconOf && <IconOf size={look === 'tint' ? 16 : 17} stroke={1.7} aria-hidden />}
      <span className={tones.word}>{children}</span>
    </span>
  );
}

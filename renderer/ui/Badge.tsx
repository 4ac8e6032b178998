import type { Icon } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Tone } from './tone.ts';
import tones from './tones.module.css';

interface BadgeProps {
  tone: Tone;
  icon?: Icon | undefined;
  /** `tint` fills the ground. For table rows: `plain` colours the icon alone, `strong` the word as well. */
  look?: 'tint' | 'plain' | 'strong';
  children: ReactNode;
}

/** A state in icon, word and colour. */
export function Badge({ tone, icon: IconOf, look = 'tint', children }: BadgeProps) {
  return (
    <span className={look === 'tint' ? tones.badge : tones.plain} data-tone={tone} data-look={look}>
      {IconOf && <IconOf size={look === 'tint' ? 16 : 17} stroke={1.7} aria-hidden />}
      <span className={tones.word}>{children}</span>
    </span>
  );
}

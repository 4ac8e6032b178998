import { type Icon, IconCheck, IconCircle, IconMinus, IconPencilCheck, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { AnswerValue } from '../../../shared/schema/answers.ts';
import styles from './AnswerMark.module.css';

/** How an answer looks; its word is `case:answer.<value>`. */
export const answerIcons: Readonly<Record<AnswerValue, Icon>> = {
  compliant: IconCheck,
  notCompliant: IconX,
  notApplicable: IconMinus,
  recorded: IconPencilCheck,
  unanswered: IconCircle,
};

/** An answer in icon and word; colour only where something is wrong or done. */
export function AnswerMark({ value }: { value: AnswerValue }) {
  const { t } = useTranslation('case');
  const Glyph = answerIcons[value];
  return (
    <span className={styles.mark} data-value={value}>
      <Glyph size={17} stroke={1.9} aria-hidden className={styles.icon} />
      {t(`answer.${value}`)}
    </span>
  );
}

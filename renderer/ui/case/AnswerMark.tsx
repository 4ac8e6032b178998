import {
  type Icon,
  IconAlertCircle,
  IconCheck,
  IconCircle,
  IconMinus,
  IconPencilCheck,
  IconX,
} from '@tabler/icons-react';
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

interface AnswerMarkProps {
  value: AnswerValue;
  /** Its form does not take it. */
  isFaulty?: boolean;
}

/** An answer in icon and word; colour only where something is wrong or done. */
export function AnswerMark({ value, isFaulty = false }: AnswerMarkProps) {
  const { t } = useTranslation('case');
  const Glyph = isFaulty ? IconAlertCircle : answerIcons[value];
  return (
    <span className={styles.mark} data-value={isFaulty ? 'faulty' : value}>
      <Glyph size={17} stroke={1.9} aria-hidden className={styles.icon} />
      {t(isFaulty ? 'answer.faulty' : `answer.${value}`)}
    </span>
  );
}

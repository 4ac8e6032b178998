import { useTranslation } from 'react-i18next';
import type { AnswerValue } from '../../../shared/schema/answers.ts';
import { answerIcons } from '../../ui/case/AnswerMark.tsx';
import { Keys } from '../../ui/Keys.tsx';
import styles from './ComplianceChoice.module.css';

interface ComplianceChoiceProps {
  value: AnswerValue;
  onChange: (value: AnswerValue) => void;
  disabled: boolean;
}

const offered: readonly AnswerValue[] = ['compliant', 'notCompliant', 'notApplicable'];

/** The three answers about compliance, by click or by the keys 1, 2, 3; the chosen one again takes it back. */
export function ComplianceChoice({ value, onChange, disabled }: ComplianceChoiceProps) {
  const { t } = useTranslation('case');
  return (
    <div className={styles.choice}>
      {offered.map((each, place) => {
        const Glyph = answerIcons[each];
        const isChosen = each === value;
        return (
          <button
            key={each}
            type="button"
            className={styles.answer}
            data-value={each}
            aria-pressed={isChosen}
            disabled={disabled}
            onClick={() => onChange(isChosen ? 'unanswered' : each)}
          >
            <Glyph size={18} stroke={1.9} aria-hidden />
            {t(`answer.${each}`)}
            {!disabled && <Keys keys={String(place + 1)} hidden />}
          </button>
        );
      })}
    </div>
  );
}

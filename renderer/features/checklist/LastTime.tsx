import { Button } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ChecklistItem } from '../../../shared/domain/checklist/checklist.ts';
import { isAnswered } from '../../../shared/domain/checklist/progress.ts';
import { isSame } from '../../../shared/domain/merge/shape.ts';
import type { Answer } from '../../../shared/schema/answers.ts';
import { useCaseFile } from '../../ui/case/case-file.tsx';
import { useCodeWords } from '../../ui/case/use-code-words.ts';
import { useNotices } from '../../ui/notices.tsx';
import { useFormat } from '../../ui/use-format.ts';
import styles from './LastTime.module.css';
import type { Answering } from './use-answer.ts';
import type { LastTime as Last } from './use-last-time.ts';

interface LastTimeProps {
  item: ChecklistItem;
  answering: Answering;
  last: Last | null;
}

/** How the item was answered at the entity's last visit, and one click to answer it so again. */
export function LastTime({ item, answering, last }: LastTimeProps) {
  const { t } = useTranslation('checklist');
  const { answers, mayEdit } = useCaseFile();
  const format = useFormat();
  const notices = useNotices();
  const words = useAnswerWords(item);
  const before = last?.answers.get(item.id);
  if (!last || !before || !isAnswered(item.item, before)) return null;
  const { value, response } = before;
  const present = answers.get(item.id);
  const isAlike = present?.value === value && isSame(present.response, response);
  const again = () =>
    value === 'recorded'
      ? void answering.save(item, { value, response }, present ?? 'nothing').catch(notices.problem)
      : answering.answer(item, value);
  return (
    <div className={styles.last}>
      <IconHistory size={17} stroke={1.7} aria-hidden />
      <span className={styles.words}>{t('last.answer', { date: format.date(last.date), answer: words(before) })}</span>
      {mayEdit && !isAlike && (
        <Button variant="subtle" size="compact-sm" onClick={again}>
          {t('last.again')}
        </Button>
      )}
    </div>
  );
}

/** An answer as a person says it. */
function useAnswerWords({ item }: ChecklistItem): (answer: Answer) => string {
  const { t } = useTranslation('checklist');
  const { t: ofCase } = useTranslation('case');
  const format = useFormat();
  const optionWords = useCodeWords('option');
  const one = (code: string) => item.optionWords?.[code] ?? (item.answerKind === 'select' ? optionWords(code) : code);
  return ({ value, response }) => {
    if (value !== 'recorded') return ofCase(`answer.${value}`);
    if (Array.isArray(response)) {
      const codes = response.filter((each) => typeof each === 'string');
      return codes.length > 0 ? codes.map(one).join('; ') : t('last.lines', { count: response.length });
    }
    if (typeof response === 'number') return format.number(response);
    if (response === null) return ofCase('answer.recorded');
    return item.answerKind === 'date' ? format.date(response) : one(response);
  };
}

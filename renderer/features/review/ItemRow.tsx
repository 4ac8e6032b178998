import { AnswerMark } from '../../ui/case/AnswerMark.tsx';
import { useResponseWords } from '../../ui/case/use-response-words.ts';
import { useLanguage } from '../../ui/use-format.ts';
import styles from './ItemRow.module.css';
import { Line } from './Line.tsx';
import type { ItemLine } from './lines.ts';

interface ItemRowProps {
  line: ItemLine;
  isChosen: boolean;
  onChoose: () => void;
}

/** One item of the checklist with its answer, and what was written beside it. */
export function ItemRow({ line, isChosen, onChoose }: ItemRowProps) {
  const language = useLanguage();
  const responseWords = useResponseWords();
  const { number, item, answer } = line;
  const question = language === 'vi' ? item.questionVi : item.questionEn;
  const written = answer ? responseWords(item, answer.response) : [];
  return (
    <Line
      label={`${number} ${question}`}
      isChosen={isChosen}
      isChanged={line.isChanged}
      remarks={line.remarks}
      onChoose={onChoose}
    >
      <div className={styles.item}>
        <span className={styles.number}>{number}</span>
        <span className={styles.question}>{question}</span>
        <AnswerMark value={answer?.value ?? 'unanswered'} />
      </div>
      {written.length > 0 && <p className={styles.note}>{written.join('\n')}</p>}
      {answer?.note && <p className={styles.note}>{answer.note}</p>}
    </Line>
  );
}

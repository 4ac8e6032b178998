import { AnswerMark } from '../../ui/case/AnswerMark.tsx';
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
  const { number, answer } = line;
  const response = answer?.response;
  const written = typeof response === 'string' || typeof response === 'number' ? String(response) : '';
  return (
    <Line
      label={`${number} ${language === 'vi' ? line.questionVi : line.questionEn}`}
      isChosen={isChosen}
      isChanged={line.isChanged}
      remarks={line.remarks}
      onChoose={onChoose}
    >
      <div className={styles.item}>
        <span className={styles.number}>{number}</span>
        <span className={styles.question}>{language === 'vi' ? line.questionVi : line.questionEn}</span>
        <AnswerMark value={answer?.value ?? 'unanswered'} />
      </div>
      {written && <p className={styles.note}>{written}</p>}
      {answer?.note && <p className={styles.note}>{answer.note}</p>}
    </Line>
  );
}

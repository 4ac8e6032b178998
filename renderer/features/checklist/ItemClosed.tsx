import { IconArrowsDiff, IconMessage2, IconPhoto } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ChecklistItem } from '../../../shared/domain/checklist/checklist.ts';
import { evidenceOf } from '../../../shared/domain/evidence/ties.ts';
import { openConflicts } from '../../../shared/domain/merge/settle.ts';
import { AnswerMark } from '../../ui/case/AnswerMark.tsx';
import { useCaseFile } from '../../ui/case/case-file.tsx';
import { useLanguage } from '../../ui/use-format.ts';
import styles from './Item.module.css';
import { ItemNumber } from './ItemNumber.tsx';

/** One item in a line: its number, its question, its answer, and whether something waits there. */
export function ItemClosed({ item, onOpen }: { item: ChecklistItem; onOpen: () => void }) {
  const { t } = useTranslation('checklist');
  const { answers, remarks, findings, evidence, forms } = useCaseFile();
  const language = useLanguage();
  const answer = answers.get(item.id);
  const hasRemark = remarks.some(
    ({ remark, state }) => state === 'open' && remark.target.kind === 'item' && remark.target.id === item.id,
  );
  const shown = evidenceOf(evidence, [
    { kind: 'item', id: item.id },
    ...findings.filter(({ itemId }) => itemId === item.id).map(({ id }) => ({ kind: 'finding', id }) as const),
  ]).length;
  const fault = forms.place(item.id)?.fault ?? null;
  const hasConflict = answer !== undefined && openConflicts(answer).length > 0;
  return (
    <button type="button" className={styles.closed} onClick={onOpen}>
      <ItemNumber item={item} />
      <span className={styles.question}>{language === 'vi' ? item.item.questionVi : item.item.questionEn}</span>
      {hasConflict && (
        <IconArrowsDiff size={17} stroke={1.7} className={styles.waits} role="img" aria-label={t('conflict')} />
      )}
      {hasRemark && (
        <IconMessage2 size={17} stroke={1.7} className={styles.waits} role="img" aria-label={t('remark')} />
      )}
      {shown > 0 && (
        <span className={styles.evidence} role="img" aria-label={t('evidence', { count: shown })}>
          <IconPhoto size={17} stroke={1.7} aria-hidden />
          {shown}
        </span>
      )}
      <span className={styles.answer}>
        <AnswerMark value={answer?.value ?? 'unanswered'} isFaulty={fault !== null && fault !== 'required'} />
      </span>
    </button>
  );
}

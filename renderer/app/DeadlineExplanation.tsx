import { useTranslation } from 'react-i18next';
import { Value } from 'typebox/value';
import { DeadlineData } from '../../shared/schema/reference-data.ts';
import { useDocument } from '../ui/use-documents.ts';
import { useFormat } from '../ui/use-format.ts';
import styles from './DeadlineExplanation.module.css';
import { useWorkspace } from './workspace-context.tsx';

interface DeadlineExplanationProps {
  dueOn: string;
  dueRule: string;
  today: string;
  left: number;
}

/** The rule that gave a deadline, its article, and how the days were counted. */
export function DeadlineExplanation({ dueOn, dueRule, today, left }: DeadlineExplanationProps) {
  const { t } = useTranslation('app');
  const format = useFormat();
  const { reference } = useWorkspace().collections;
  const rule = useDocument(dueRule ? reference.findOne(dueRule) : null).value;
  const data = rule && Value.Check(DeadlineData, rule.data) ? rule.data : null;
  return (
    <div className={styles.explanation}>
      <p className={styles.due}>{t('deadline.due', { date: format.date(dueOn), day: format.longDate(dueOn) })}</p>
      {data ? (
        <>
          <p>{data.subjectVi}</p>
          <p className={styles.facts}>
            {[data.amount === null ? null : `${format.number(data.amount)} ${data.unit}`, data.from, data.article]
              .filter(Boolean)
              .join(' · ')}
          </p>
        </>
      ) : (
        <p>{t('deadline.plain')}</p>
      )}
      <p className={styles.facts}>
        {left < 0
          ? t('deadline.countedLate', { count: -left, today: format.date(today) })
          : t('deadline.counted', { count: left, today: format.date(today) })}
      </p>
    </div>
  );
}

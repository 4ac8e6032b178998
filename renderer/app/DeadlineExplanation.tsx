import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Deadline } from '../../shared/domain/deadline/deadline.ts';
import { nearestDeadline, planRules } from '../../shared/domain/deadline/nearest.ts';
import type { InspectionCase } from '../../shared/schema/cases.ts';
import { useDocuments } from '../ui/use-documents.ts';
import { useFormat } from '../ui/use-format.ts';
import { useReference } from '../ui/use-reference.ts';
import styles from './DeadlineExplanation.module.css';
import { useWorkCalendar } from './work-calendar.tsx';
import { useWorkspace } from './workspace-context.tsx';

interface DeadlineExplanationProps {
  inspectionCase: InspectionCase;
  /** yyyy-mm-dd. */
  today: string;
  /** Working days left, negative when late. */
  left: number;
}

/** How a case's nearest deadline came about: the rule and its article, the day it starts, the days passed over. */
export function DeadlineExplanation({ inspectionCase, today, left }: DeadlineExplanationProps) {
  const { t } = useTranslation('app');
  const format = useFormat();
  const deadline = useDeadline(inspectionCase);
  const { dueOn, dueRule } = inspectionCase;
  const plan = Object.entries(planRules).find(([id]) => id === dueRule)?.[1];
  return (
    <div className={styles.explanation}>
      <p className={styles.due}>{t('deadline.due', { date: format.date(dueOn), day: format.longDate(dueOn) })}</p>
      <p>{deadline?.subjectVi ?? plan?.[format.language] ?? t('deadline.plain')}</p>
      {deadline && <Count deadline={deadline} />}
      <p className={styles.facts}>
        {left < 0
          ? t('deadline.countedLate', { count: -left, today: format.date(today) })
          : t('deadline.counted', { count: left, today: format.date(today) })}
      </p>
    </div>
  );
}

/** The count itself; null for a day that the plan sets. */
function useDeadline(inspectionCase: InspectionCase): Deadline | null {
  const workspace = useWorkspace();
  const calendar = useWorkCalendar();
  const rules = useReference(workspace, 'deadline').value;
  const findings = useDocuments(workspace.collections.findings.find({ selector: { caseId: inspectionCase.id } })).value;
  return useMemo(() => {
    const nearest = nearestDeadline(inspectionCase, findings, rules, calendar);
    return nearest.dueOn === inspectionCase.dueOn ? nearest.deadline : null;
  }, [inspectionCase, findings, rules, calendar]);
}

function Count({ deadline }: { deadline: Deadline }) {
  const { t } = useTranslation('app');
  const format = useFormat();
  const article = format.language === 'vi' ? (deadline.articleVi ?? deadline.article) : deadline.article;
  const skipped = deadline.days.filter((day) => day.role === 'skipped');
  return (
    <>
      <p className={styles.facts}>
        {t('deadline.from', { day: format.longDate(deadline.from) })}
        {article && ` ${t('deadline.article', { article })}`}
      </p>
      {skipped.length > 0 && (
        <p className={styles.facts}>
          {t('deadline.skipped', {
            days: skipped
              .map(({ day, nameVi }) =>
                [format.weekday(day), format.date(day).slice(0, 5), nameVi].filter(Boolean).join(' '),
              )
              .join(', '),
          })}
        </p>
      )}
      {!deadline.isSure && <p className={styles.unsure}>{t('deadline.unsure')}</p>}
    </>
  );
}

import { daysLeft } from '../../shared/domain/deadline/deadline.ts';
import type { InspectionCase } from '../../shared/schema/cases.ts';
import { DeadlineBadge } from '../ui/DeadlineBadge.tsx';
import { DeadlineExplanation } from './DeadlineExplanation.tsx';
import { useWorkCalendar } from './work-calendar.tsx';

interface CaseDeadlineProps {
  inspectionCase: InspectionCase;
  /** yyyy-mm-dd. */
  today: string;
  /** `plain` for rows of a table: the short words, nothing to open. */
  look?: 'tint' | 'plain';
}

/** A case's nearest deadline in working days; it opens how it was counted. */
export function CaseDeadline({ inspectionCase, today, look = 'tint' }: CaseDeadlineProps) {
  const calendar = useWorkCalendar();
  const { dueOn } = inspectionCase;
  const left = daysLeft(today, dueOn, calendar);
  return (
    <DeadlineBadge
      dueOn={dueOn}
      today={today}
      workingDaysLeft={left}
      look={look}
      {...(look === 'tint' && {
        explanation: <DeadlineExplanation inspectionCase={inspectionCase} today={today} left={left} />,
      })}
    />
  );
}

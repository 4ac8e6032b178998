import type { InspectionCase } from '../../shared/schema/cases.ts';
import { DeadlineBadge } from '../ui/DeadlineBadge.tsx';
import { noDeadline } from '../ui/deadline-look.ts';
import { DeadlineExplanation } from './DeadlineExplanation.tsx';
import { useWorkingDays } from './working-days.tsx';

interface CaseDeadlineProps {
  inspectionCase: Pick<InspectionCase, 'dueOn' | 'dueRule'>;
  /** yyyy-mm-dd. */
  today: string;
  /** `plain` for rows of a table: the short words, nothing to open. */
  look?: 'tint' | 'plain';
}

/** A case's nearest deadline in working days; it opens how it was counted. */
export function CaseDeadline({ inspectionCase, today, look = 'tint' }: CaseDeadlineProps) {
  const { dueOn, dueRule } = inspectionCase;
  const countDays = useWorkingDays();
  const left = dueOn === noDeadline ? 0 : countDays(today, dueOn);
  return (
    <DeadlineBadge
      dueOn={dueOn}
      today={today}
      workingDaysLeft={left}
      look={look}
      {...(look === 'tint' && {
        explanation: <DeadlineExplanation dueOn={dueOn} dueRule={dueRule} today={today} left={left} />,
      })}
    />
  );
}

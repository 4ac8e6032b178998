import { nextStamp } from '../../shared/domain/clock/stamp.ts';
import type { CaseState, InspectionCase, Move } from '../../shared/schema/cases.ts';
import { addWeekdays, momentOf } from './calendar.ts';

/** Who works on a case and who reviews it. */
export interface CasePeople {
  readonly team: InspectionCase['team'];
  readonly leaderId: string;
  readonly supervisorId: string;
}

interface Step {
  readonly to: CaseState;
  readonly by: 'leader' | 'supervisor';
  /** Weekdays after the first day on site. */
  readonly day: number;
  readonly time: string;
  readonly reason?: string;
}

const toReport: readonly Step[] = [
  { to: 'decided', by: 'leader', day: -4, time: '10:20' },
  { to: 'announced', by: 'leader', day: 0, time: '08:10' },
  { to: 'onSite', by: 'leader', day: 0, time: '08:40' },
  { to: 'reporting', by: 'leader', day: 6, time: '16:45' },
  { to: 'submitted', by: 'leader', day: 9, time: '15:05' },
];
const approval: Step = { to: 'approved', by: 'supervisor', day: 12, time: '09:30' };
const handling: Step = { to: 'handling', by: 'leader', day: 13, time: '08:20' };
const followUp: Step = { to: 'followUp', by: 'leader', day: 21, time: '14:00' };

/** The moves that lead to each state, in the order in which the workflow allows them. */
const paths: Readonly<Record<CaseState, readonly Step[]>> = {
  preparing: [],
  decided: toReport.slice(0, 1),
  announced: toReport.slice(0, 2),
  onSite: toReport.slice(0, 3),
  reporting: toReport.slice(0, 4),
  submitted: toReport,
  returned: [
    ...toReport,
    { to: 'returned', by: 'supervisor', day: 10, time: '10:45', reason: 'Bổ sung theo các nhận xét kèm theo.' },
  ],
  approved: [...toReport, approval],
  handling: [...toReport, approval, handling],
  followUp: [...toReport, approval, handling, followUp],
  closed: [...toReport, approval, handling, followUp, { to: 'closed', by: 'supervisor', day: 34, time: '16:10' }],
};

/** The moves of a case that has come to `state`, none of them later than `nowMs`. */
export function movesTo(state: CaseState, startsOn: string, people: CasePeople, caseId: string, nowMs: number): Move[] {
  let from: CaseState = 'preparing';
  const steps = paths[state];
  return steps.map(({ to, by, day, time, reason = '' }, index) => {
    // The last steps of a case in hand lie close together rather than in the future.
    const latest = nowMs - (steps.length - index) * 20 * 60_000;
    const ms = Math.min(momentOf(addWeekdays(startsOn, day), time), latest);
    const move: Move = {
      id: `${caseId}-${index + 1}`,
      from,
      to,
      by: by === 'leader' ? people.leaderId : people.supervisorId,
      at: nextStamp(null, ms, 'demonstration'),
      reason,
    };
    from = to;
    return move;
  });
}

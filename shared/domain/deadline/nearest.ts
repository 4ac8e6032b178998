import type { CaseState, InspectionCase } from '../../schema/cases.ts';
import type { Finding } from '../../schema/findings.ts';
import type { DeadlineData } from '../../schema/reference-data.ts';
import { msOfStamp } from '../clock/stamp.ts';
import type { Dated } from '../reference.ts';
import type { Words } from '../workflow/words.ts';
import type { WorkCalendar } from './calendar.ts';
import { dayOfMs } from './day.ts';
import { type Deadline, deadlineOf, noDeadline, ruleOn } from './deadline.ts';

/** Days that the case's own plan sets; every other `dueRule` is the id of a deadline rule. */
export const planRules = {
  'visit.start': { vi: 'Bắt đầu làm việc tại chỗ', en: 'Start of the visit' },
  'visit.end': { vi: 'Kết thúc làm việc tại chỗ', en: 'End of the visit' },
} as const satisfies Record<string, Words>;

export interface NearestDeadline {
  readonly dueOn: string;
  readonly dueRule: string;
  /** How it was counted; null for a day that the plan sets, and when there is none. */
  readonly deadline: Deadline | null;
}

const before: readonly CaseState[] = ['preparing', 'decided'];
const during: readonly CaseState[] = ['announced', 'onSite'];
/** From the visit until the violations are handled, minutes of a violation are due. */
const untilHandled: readonly CaseState[] = [
  'announced',
  'onSite',
  'reporting',
  'submitted',
  'returned',
  'approved',
  'handling',
];
/** Measures that leave minutes still to be made. */
const withoutMinutes: readonly Finding['measure'][] = ['none', 'minutes'];

/** Limits of an inspection that start when it enters a state (Laws 11/2022/QH15 and 84/2025/QH15). */
const inspectionRules: Readonly<Partial<Record<CaseState, string>>> = {
  reporting: 'inspection.conclusion.draft',
  returned: 'inspection.conclusion.draft',
  submitted: 'inspection.conclusion.sign',
  approved: 'inspection.publish',
};

/** What is due first in a case: fills its `dueOn` and `dueRule`. The rule in force on the starting day counts. */
export function nearestDeadline(
  inspectionCase: InspectionCase,
  findings: readonly Finding[],
  rules: readonly Dated<DeadlineData>[],
  calendar: WorkCalendar,
): NearestDeadline {
  const counted = startsOf(inspectionCase, findings)
    .map(({ rule, from }) => {
      const found = ruleOn(rules, rule, from);
      return found && deadlineOf(found, from, calendar);
    })
    .filter((deadline) => deadline !== null)
    .map((deadline): NearestDeadline => ({ dueOn: deadline.dueOn, dueRule: deadline.rule, deadline }));
  const all = [...planned(inspectionCase), ...counted];
  const none: NearestDeadline = { dueOn: noDeadline, dueRule: '', deadline: null };
  return all.reduce((nearest, each) => (each.dueOn < nearest.dueOn ? each : nearest), none);
}

function planned({ state, startsOn, endsOn }: InspectionCase): NearestDeadline[] {
  if (before.includes(state)) return [{ dueOn: startsOn, dueRule: 'visit.start', deadline: null }];
  return during.includes(state) ? [{ dueOn: endsOn, dueRule: 'visit.end', deadline: null }] : [];
}

/** The limits that run, and the day of the event that started each. */
function startsOf(inspectionCase: InspectionCase, findings: readonly Finding[]): { rule: string; from: string }[] {
  const { kind, state, legalGround } = inspectionCase;
  const starts = untilHandled.includes(state)
    ? findings
        .filter((finding) => finding.kind === 'violation' && withoutMinutes.includes(finding.measure))
        .map((finding) => ({ rule: 'minutes.make', from: finding.foundOn }))
    : [];
  if (kind !== 'inspection') return starts;
  // Law 84/2025/QH15 art. 26(4): announced within 15 days of the decision; counted where the rule is loaded.
  if (state === 'decided' && legalGround.issuedOn)
    starts.push({ rule: 'inspection.announce', from: legalGround.issuedOn });
  const rule = inspectionRules[state];
  if (rule) starts.push({ rule, from: dayEntered(inspectionCase, state) });
  return starts;
}

/** The day on which the case came into a state; a report runs from the end of the visit, also after it was sent back. */
function dayEntered({ moves, endsOn }: InspectionCase, state: CaseState): string {
  const entered = state === 'returned' ? 'reporting' : state;
  const move = moves.findLast((each) => each.to === entered);
  const ms = move ? msOfStamp(move.at) : Number.NaN;
  return Number.isNaN(ms) ? endsOn : dayOfMs(ms);
}

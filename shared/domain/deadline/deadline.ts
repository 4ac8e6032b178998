import type { DeadlineData } from '../../schema/reference-data.ts';
import { type Dated, isInForce } from '../reference.ts';
import { type DayKind, type WorkCalendar, workedFrom } from './calendar.ts';
import { addDays, addMonths } from './day.ts';

/** Stands in `dueOn` for no deadline. */
export const noDeadline = '9999-12-31';

/** One day of the count, for the person who asks how it was counted. */
export interface DayNote {
  readonly day: string;
  /** `start`: the day of the event, which does not count. `last`: the day on which the limit ends. */
  readonly role: 'start' | 'counted' | 'skipped' | 'last';
  readonly kind: DayKind;
  readonly nameVi: string;
  readonly isSure: boolean;
}

export interface Deadline {
  readonly dueOn: string;
  readonly rule: string;
  readonly subjectVi: string;
  readonly article: string | null;
  readonly articleVi: string | null;
  /** Day of the event that starts it. */
  readonly from: string;
  /** False when the rule or a day of the count is not confirmed. */
  readonly isSure: boolean;
  readonly days: readonly DayNote[];
}

/** Id of a rule: the same in every document that has held it over time. */
export function ruleIdOf({ id, data }: Dated<DeadlineData>): string {
  return data.rule ?? id.replace(/@.*$/, '');
}

/** The rule of this id that is in force on the day of the starting event. */
export function ruleOn(rules: readonly Dated<DeadlineData>[], id: string, day: string): Dated<DeadlineData> | null {
  return rules.find((rule) => ruleIdOf(rule) === id && isInForce(rule, day)) ?? null;
}

/**
 * When a limit ends that starts with an event on `from`. It begins the day after (Civil Code 2015, art. 147(2)); working
 * days pass over days off; an end that falls on a day off moves to the next working day (art. 148(5)). A limit in hours
 * is taken to the end of its last day. Null for what has no date: "promptly", and rates.
 */
export function deadlineOf(rule: Dated<DeadlineData>, from: string, calendar: WorkCalendar): Deadline | null {
  const { amount, unit, subjectVi, article, articleVi } = rule.data;
  if (amount === null) return null;
  const end = endOf(amount, unit, from, calendar);
  if (end === null) return null;
  const dueOn = workedFrom(end, calendar);
  const days = dayNotes(from, dueOn, end, unit, calendar);
  const isSure = rule.confidence === 'high' && days.every((note) => note.isSure);
  return {
    dueOn,
    rule: ruleIdOf(rule),
    subjectVi,
    article: article ?? null,
    articleVi: articleVi ?? null,
    from,
    isSure,
    days,
  };
}

/** The working day that many working days after `from`; `from` itself does not count. */
export function addWorkingDays(from: string, count: number, calendar: WorkCalendar): string {
  let day = from;
  for (let left = count; left > 0; ) {
    day = addDays(day, 1);
    if (calendar.dayInfo(day).isWorked) left -= 1;
  }
  return day;
}

/**
 * Working days left: those after today up to the due day; 0 on the day itself, negative when it is past, Infinity when
 * there is no deadline.
 */
export function daysLeft(today: string, dueOn: string, calendar: WorkCalendar): number {
  if (dueOn === noDeadline) return Number.POSITIVE_INFINITY;
  if (dueOn < today) return -workingDaysAfter(dueOn, today, calendar);
  return workingDaysAfter(today, dueOn, calendar);
}

function workingDaysAfter(from: string, to: string, calendar: WorkCalendar): number {
  let count = 0;
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) if (calendar.dayInfo(day).isWorked) count += 1;
  return count;
}

function endOf(amount: number, unit: string, from: string, calendar: WorkCalendar): string | null {
  switch (unit) {
    case 'workingDay':
      return addWorkingDays(from, amount, calendar);
    case 'calendarDay':
      return addDays(from, amount);
    case 'hour':
      return addDays(from, Math.ceil(amount / 24));
    case 'month':
      return addMonths(from, amount);
    case 'year':
      return addMonths(from, amount * 12);
    default:
      return null;
  }
}

/** Every day of a count of days; of months and years only its two ends. */
function dayNotes(from: string, dueOn: string, end: string, unit: string, calendar: WorkCalendar): DayNote[] {
  const note = (day: string, role: DayNote['role']): DayNote => {
    const { kind, nameVi, isSure } = calendar.dayInfo(day);
    return { day, role, kind, nameVi, isSure };
  };
  const notes = [note(from, 'start')];
  const isLong = unit === 'month' || unit === 'year';
  for (let day = isLong ? end : addDays(from, 1); day < dueOn; day = addDays(day, 1)) {
    const isCounted = unit === 'workingDay' ? calendar.dayInfo(day).isWorked : day < end;
    notes.push(note(day, isCounted ? 'counted' : 'skipped'));
  }
  return [...notes, note(dueOn, 'last')];
}

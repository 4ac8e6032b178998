import type { Activity } from '../../schema/activity.ts';
import type { InspectionCase } from '../../schema/cases.ts';
import { msOfStamp } from '../clock/stamp.ts';
import type { WorkCalendar } from '../deadline/calendar.ts';
import { addDays, dayOfMs } from '../deadline/day.ts';

/** Of a line of the diary that says why the team left a visit before all was done: it stands for no line about the work. */
export const leaveField = 'leave';

type Line = Pick<Activity, 'kind' | 'day' | 'createdAt' | 'target'>;
type Moved = Pick<InspectionCase, 'moves'>;

/** The day that a line of the diary is about: an older program's says none, and means the day on which it was written. */
export function dayOfLine({ day, createdAt }: Pick<Activity, 'day' | 'createdAt'>): string {
  return day ?? dayOfMs(msOfStamp(createdAt));
}

/** The day on which the decision was announced, from which the team keeps a diary; null before. */
export function announcedOn({ moves }: Moved): string | null {
  return dayOfMove(moves.find(({ to }) => to === 'announced'));
}

/** True when the diary has a line about what was done on the day. */
export function hasLine(activity: readonly Line[], day: string): boolean {
  return activity.some((line) => isOfWork(line) && dayOfLine(line) === day);
}

/**
 * Working days from the announcement to the conclusion, up to `until` (yyyy-mm-dd, included), about which nobody has
 * written a line: the leader keeps the diary day by day. Days off are asked for by nobody, and may have lines.
 */
export function missingDays(
  inspectionCase: Moved,
  activity: readonly Line[],
  until: string,
  calendar: WorkCalendar,
): string[] {
  const from = announcedOn(inspectionCase);
  if (from === null) return [];
  const concluded = dayOfMove(inspectionCase.moves.findLast(({ to }) => to === 'approved'));
  const last = concluded !== null && concluded < until ? concluded : until;
  const written = new Set(activity.filter(isOfWork).map(dayOfLine));
  const days: string[] = [];
  for (let day = from; day <= last; day = addDays(day, 1)) {
    if (calendar.dayInfo(day).isWorked && !written.has(day)) days.push(day);
  }
  return days;
}

function isOfWork({ kind, target }: Line): boolean {
  return kind === 'diary' && target.field !== leaveField;
}

function dayOfMove(move: InspectionCase['moves'][number] | undefined): string | null {
  const ms = move ? msOfStamp(move.at) : Number.NaN;
  return Number.isNaN(ms) ? null : dayOfMs(ms);
}

import type { HolidayData } from '../../schema/reference-data.ts';
import type { Dated } from '../reference.ts';
import { addDays, isWeekend } from './day.ts';

/** Why a day is worked or not. */
export type DayKind = 'working' | 'weekend' | 'holiday' | 'compensatory';

export interface DayInfo {
  readonly kind: DayKind;
  readonly isWorked: boolean;
  /** Name of the holiday; empty on other days. */
  readonly nameVi: string;
  /** False where the day off or on is not confirmed, or nobody has entered that year's holidays. */
  readonly isSure: boolean;
}

/** Which days are worked: Saturdays and Sundays, public holidays and the days worked in their place. */
export interface WorkCalendar {
  readonly dayInfo: (day: string) => DayInfo;
}

/** The calendar out of reference data of kind `holiday`. */
export function workCalendar(holidays: readonly Dated<HolidayData>[]): WorkCalendar {
  const byDay = new Map<string, DayInfo>();
  const years = new Set<string>();
  for (const { data, confidence } of holidays) {
    const last = data.to ?? data.date;
    for (let day = data.date; day <= last; day = addDays(day, 1)) {
      years.add(day.slice(0, 4));
      byDay.set(day, {
        kind: data.working ? 'compensatory' : 'holiday',
        isWorked: data.working,
        nameVi: data.nameVi,
        isSure: confidence === 'high',
      });
    }
  }
  return {
    dayInfo: (day) => {
      const named = byDay.get(day);
      if (named) return named;
      const isOff = isWeekend(day);
      return { kind: isOff ? 'weekend' : 'working', isWorked: !isOff, nameVi: '', isSure: years.has(day.slice(0, 4)) };
    },
  };
}

/** The day itself when it is worked, else the next that is. */
export function workedFrom(day: string, calendar: WorkCalendar): string {
  let at = day;
  while (!calendar.dayInfo(at).isWorked) at = addDays(at, 1);
  return at;
}

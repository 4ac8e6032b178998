const dayMs = 86_400_000;
/** Viet Nam has kept UTC+7 without daylight saving since 1975. */
const vietNamOffsetMs = 7 * 3_600_000;

/** Calendar date in Viet Nam of a moment in milliseconds since 1970. */
export function dayOfMs(ms: number): string {
  return dayAt(Math.floor((ms + vietNamOffsetMs) / dayMs));
}

/** The date that many calendar days later; earlier when negative. */
export function addDays(day: string, days: number): string {
  return dayAt(numberOf(day) + days);
}

/** Calendar days from one date to another, negative when it lies before. */
export function daysBetween(from: string, to: string): number {
  return numberOf(to) - numberOf(from);
}

/**
 * The same day of a later month; where that month has no such day, its last one (Civil Code 2015, art. 148(3)).
 */
export function addMonths(day: string, months: number): string {
  const [year = 0, month = 1, dayOfMonth = 1] = day.split('-').map(Number);
  const first = new Date(Date.UTC(year, month - 1 + months, 1));
  const lastOfMonth = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  first.setUTCDate(Math.min(dayOfMonth, lastOfMonth));
  return dayAt(first.getTime() / dayMs);
}

/** True on Saturdays and Sundays. */
export function isWeekend(day: string): boolean {
  const weekday = new Date(numberOf(day) * dayMs).getUTCDay();
  return weekday === 0 || weekday === 6;
}

function numberOf(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) / dayMs;
}

function dayAt(number: number): string {
  return new Date(number * dayMs).toISOString().slice(0, 10);
}

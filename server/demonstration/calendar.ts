const dayMs = 24 * 60 * 60_000;
const vietnamOffset = '+07:00';
const dayInVietnam = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Ho_Chi_Minh' });

/** Calendar date in Asia/Ho_Chi_Minh, yyyy-mm-dd. */
export function dayOf(ms: number): string {
  return dayInVietnam.format(ms);
}

/** Milliseconds since 1970 of a time of day in Viet Nam. */
export function momentOf(day: string, time: string): number {
  return Date.parse(`${day}T${time}:00${vietnamOffset}`);
}

export function addDays(day: string, days: number): string {
  return new Date(Date.parse(day) + days * dayMs).toISOString().slice(0, 10);
}

const weekdays = new Map<string, string>();

/** So many Mondays to Fridays on, or back; a day off moves to the next of them. */
export function addWeekdays(day: string, days: number): string {
  const key = `${day} ${days}`;
  const known = weekdays.get(key);
  if (known) return known;
  const counted = countWeekdays(day, days);
  weekdays.set(key, counted);
  return counted;
}

function countWeekdays(day: string, days: number): string {
  let at = onWeekday(day);
  for (let left = Math.abs(days); left > 0; left -= 1) {
    at = addDays(at, Math.sign(days));
    while (isWeekend(at)) at = addDays(at, Math.sign(days));
  }
  return at;
}

/** The day itself, or the Monday after it. */
export function onWeekday(day: string): string {
  let at = day;
  while (isWeekend(at)) at = addDays(at, 1);
  return at;
}

function isWeekend(day: string): boolean {
  return [0, 6].includes(new Date(day).getUTCDay());
}

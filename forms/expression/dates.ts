/** A date, a time of a date, or a time alone, as XForms writes them. */
const date = /^(\d{4})-(\d{2})-(\d{2})$/;
const dateTime = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,3}))?)?(Z|[+-]\d{2}:?\d{2})?$/;
const dayMs = 86_400_000;

/** Moment of a text that says a date or a time of one, milliseconds since 1970 (`offsetMin`: minutes east of Greenwich where it names none); null of any other. */
export function momentOf(text: string, offsetMin: number): number | null {
  const [, y, m, d] = date.exec(text) ?? [];
  if (y && m && d)
    return utc(Number(y), Number(m), Number(d)) === null
      ? null
      : Date.UTC(Number(y), Number(m) - 1, Number(d)) - offsetMin * 60_000;
  const [, year, month, day, hour, minute, second = '0', fraction = '0', zone] = dateTime.exec(text) ?? [];
  if (!year) return null;
  const base = utc(Number(year), Number(month), Number(day));
  if (base === null) return null;
  const time = ((Number(hour) * 60 + Number(minute)) * 60 + Number(second)) * 1_000 + Number(fraction.padEnd(3, '0'));
  return base + time - (zone === undefined ? offsetMin : zoneMin(zone)) * 60_000;
}

/** Days since 1970 of a text that says a date, with the share of the day of one with a time; NaN of any other. */
export function daysOf(text: string, offsetMin: number): number {
  const moment = momentOf(text, offsetMin);
  return moment === null ? Number.NaN : (moment + offsetMin * 60_000) / dayMs;
}

/** yyyy-mm-dd of so many days since 1970. */
export function dateOfDays(days: number): string {
  const moment = new Date(Math.floor(days) * dayMs);
  return Number.isNaN(moment.getTime()) ? '' : moment.toISOString().slice(0, 10);
}

/** ISO 8601 with the place's offset. */
export function dateTimeOf(ms: number, offsetMin: number): string {
  const local = new Date(ms + offsetMin * 60_000);
  if (Number.isNaN(local.getTime())) return '';
  const sign = offsetMin < 0 ? '-' : '+';
  const [hours, minutes] = [Math.floor(Math.abs(offsetMin) / 60), Math.abs(offsetMin) % 60];
  return `${local.toISOString().slice(0, 23)}${sign}${two(hours)}:${two(minutes)}`;
}

/** `%Y-%m-%d %H:%M` and its like. `months`, `days`: short names, of January and of Sunday first. */
export function formatDate(
  text: string,
  format: string,
  offsetMin: number,
  names: { readonly months: readonly string[]; readonly days: readonly string[] },
): string {
  const moment = momentOf(text, offsetMin);
  if (moment === null) return '';
  const local = new Date(moment + offsetMin * 60_000);
  const parts: Readonly<Record<string, string>> = {
    Y: String(local.getUTCFullYear()),
    y: two(local.getUTCFullYear() % 100),
    m: two(local.getUTCMonth() + 1),
    n: String(local.getUTCMonth() + 1),
    b: names.months[local.getUTCMonth()] ?? '',
    d: two(local.getUTCDate()),
    e: String(local.getUTCDate()),
    a: names.days[local.getUTCDay()] ?? '',
    H: two(local.getUTCHours()),
    h: String(local.getUTCHours()),
    M: two(local.getUTCMinutes()),
    S: two(local.getUTCSeconds()),
    '3': String(local.getUTCMilliseconds()).padStart(3, '0'),
    W: two(weekOf(local)),
    '%': '%',
  };
  return format.replace(/%(.)/g, (all, letter: string) => parts[letter] ?? all);
}

function utc(year: number, month: number, day: number): number | null {
  const moment = new Date(Date.UTC(year, month - 1, day));
  return moment.getUTCMonth() === month - 1 && moment.getUTCDate() === day ? moment.getTime() : null;
}

function zoneMin(zone: string): number {
  if (zone === 'Z') return 0;
  const [, sign, hours, minutes] = /^([+-])(\d{2}):?(\d{2})$/.exec(zone) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}

/** The week of the year by ISO 8601. */
function weekOf(day: Date): number {
  const thursday = new Date(day.getTime());
  thursday.setUTCDate(day.getUTCDate() + 3 - ((day.getUTCDay() + 6) % 7));
  const first = Date.UTC(thursday.getUTCFullYear(), 0, 4);
  return 1 + Math.round(((thursday.getTime() - first) / dayMs - 3 + ((new Date(first).getUTCDay() + 6) % 7)) / 7);
}

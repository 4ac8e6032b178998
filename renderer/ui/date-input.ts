/** What is wrong with a typed date; the texts are `ui:date.<reason>`. */
export type DateFault =
  | { reason: 'notADate' }
  | { reason: 'noSuchMonth'; month: number }
  | { reason: 'noSuchDay'; day: number; month: number; year: number }
  | { reason: 'yearOutOfRange'; year: number }
  | { reason: 'tooEarly'; date: string }
  | { reason: 'tooLate'; date: string };

export type ParsedDate = { ok: true; date: string } | { ok: false; fault: DateFault };

export interface DateBounds {
  /** yyyy-mm-dd, both included. */
  min?: string | undefined;
  max?: string | undefined;
}

const twoDigits = (number: number) => String(number).padStart(2, '0');

/** Days in a month of the Gregorian calendar, month 1..12. */
function lengthOf(month: number, year: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** Day, month and year as typed, each part as text; the year may be missing. */
function partsOf(text: string): [string, string, string | undefined] | null {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text);
  if (iso) return [iso[3] ?? '', iso[2] ?? '', iso[1]];
  const apart = /^(\d{1,2})\s*[/.\- ]\s*(\d{1,2})(?:\s*[/.\- ]\s*(\d{2}|\d{4}))?$/.exec(text);
  if (apart) return [apart[1] ?? '', apart[2] ?? '', apart[3]];
  const together = /^(\d{2})(\d{2})(\d{2}|\d{4})?$/.exec(text);
  return together ? [together[1] ?? '', together[2] ?? '', together[3]] : null;
}

/**
 * A date as people type it, day first: 18/11/2026, 18-11-26, 18.11, 18112026, 2026-11-18. Without a year it is the
 * year of `today` (yyyy-mm-dd); two digits are the years 2000 to 2099.
 */
export function parseDate(typed: string, today: string, bounds: DateBounds = {}): ParsedDate {
  const parts = partsOf(typed.trim());
  if (!parts) return { ok: false, fault: { reason: 'notADate' } };
  const [day, month] = [Number(parts[0]), Number(parts[1])];
  const typedYear = parts[2] ?? today.slice(0, 4);
  const year = typedYear.length === 2 ? 2000 + Number(typedYear) : Number(typedYear);
  if (month < 1 || month > 12) return { ok: false, fault: { reason: 'noSuchMonth', month } };
  if (year < 1900 || year > 2199) return { ok: false, fault: { reason: 'yearOutOfRange', year } };
  if (day < 1 || day > lengthOf(month, year)) return { ok: false, fault: { reason: 'noSuchDay', day, month, year } };
  const date = `${year}-${twoDigits(month)}-${twoDigits(day)}`;
  if (bounds.min && date < bounds.min) return { ok: false, fault: { reason: 'tooEarly', date: bounds.min } };
  if (bounds.max && date > bounds.max) return { ok: false, fault: { reason: 'tooLate', date: bounds.max } };
  return { ok: true, date };
}

const dayMs = 86_400_000;
/** Excel counts 1900-02-29, a day that never was: before it two programs read two dates. */
const firstCertain = 61;

/** Formats 14 to 22 and 45 to 47 are dates and times by number alone; those that a workbook defines, by the letters in them. */
export function isDateFormat(id: number, code: string | undefined): boolean {
  if (code === undefined) return (id >= 14 && id <= 22) || (id >= 45 && id <= 47);
  const letters = code.replace(/"[^"]*"|\\.|\[(?!h+\]|m+\]|s+\])[^\]]*\]|_./gi, '');
  return /[ymdhs]/i.test(letters) && !/general/i.test(letters);
}

/** A day number as ISO 8601: a date, a time below one day, or both; null of a day that nobody can tell. */
export function dateOf(serial: number, countsFrom1904: boolean): string | null {
  const whole = Math.floor(serial);
  const ms = Math.round((serial - whole) * dayMs);
  const time = ms === 0 ? '' : new Date(ms).toISOString().slice(11, 19);
  if (whole === 0 && !countsFrom1904) return time || null;
  if (!countsFrom1904 && whole < firstCertain) return null;
  const epoch = countsFrom1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, 30);
  const day = new Date(epoch + whole * dayMs);
  if (Number.isNaN(day.getTime())) return null;
  const date = day.toISOString().slice(0, 10);
  return time ? `${date}T${time}` : date;
}

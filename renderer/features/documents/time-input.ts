/** A time of day as people type it, `8:15`, `8h15`, `08.15`, `815` or `8`, as HH:mm; null when it is none. */
export function parseTime(typed: string): string | null {
  const text = typed.trim().toLowerCase();
  const [, hour = '', minute = ''] =
    /^(\d{1,2})(?:\s*(?:[:.h]|giờ)\s*(\d{1,2})?)?$/.exec(text) ?? /^(\d{1,2})(\d{2})$/.exec(text) ?? [];
  if (hour === '' || Number(hour) > 23 || Number(minute || 0) > 59) return null;
  return `${hour.padStart(2, '0')}:${(minute || '0').padStart(2, '0')}`;
}

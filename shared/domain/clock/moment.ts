const vietnamMs = 7 * 3_600_000;
/** What a `Date` holds at most, to either side of 1970. */
const mostMs = 8.64e15 - vietnamMs;

/** Milliseconds since 1970 as ISO 8601 in Viet Nam: `2026-11-27T21:05:33+07:00`; empty for what no calendar has. */
export function momentText(ms: number): string {
  if (!Number.isFinite(ms) || Math.abs(ms) > mostMs) return '';
  return `${new Date(ms + vietnamMs).toISOString().slice(0, -5)}+07:00`;
}

/** A moment's text as one reads it: `27/11/2026 21:05:33`; anything else comes back as it is. */
export function readMoment(text: string): string {
  const [, year, month, day, time] = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}:\d{2}:\d{2})\+07:00$/.exec(text) ?? [];
  return year ? `${day}/${month}/${year} ${time}` : text;
}

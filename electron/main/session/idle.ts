/** True when nobody has touched the machine, nor this window, for as long as the settings allow. */
export function isIdleTooLong(systemIdleMs: number, sinceInputMs: number, lockAfterMinutes: number): boolean {
  return Math.min(systemIdleMs, sinceInputMs) >= lockAfterMinutes * 60_000;
}

/** Wrong PINs in a row after which the PIN's wrap of the data key is destroyed. */
export const attemptLimit = 10;

const minute = 60_000;
const delayAfter: Readonly<Record<number, number>> = {
  5: minute,
  6: 5 * minute,
  7: 15 * minute,
  8: 60 * minute,
  9: 4 * 60 * minute,
};

/** How long no PIN is taken after so many wrong ones in a row, in milliseconds. */
export function delayAfterAttempts(attempts: number): number {
  return delayAfter[attempts] ?? 0;
}

/** Tries left before the wrap is destroyed. */
export function triesLeft(attempts: number): number {
  return Math.max(0, attemptLimit - attempts);
}

/**
 * Milliseconds until a PIN is taken again. Never longer than the delay itself, so that a clock that was set back keeps
 * nobody out for a year.
 */
export function waitBeforeAttempt(attempts: number, lockedUntilMs: number | null, nowMs: number): number {
  if (lockedUntilMs === null) return 0;
  return Math.min(Math.max(0, lockedUntilMs - nowMs), delayAfterAttempts(attempts));
}

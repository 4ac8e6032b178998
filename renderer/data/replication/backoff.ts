const firstDelayMs = 500;
const longestDelayMs = 60_000;

/**
 * Milliseconds to wait before the attempt after `failures` failures: doubled each time up to a minute, of which a random
 * half is left out so that devices that lost the server together do not return together.
 */
export function backoffMs(failures: number, random: () => number): number {
  const whole = Math.min(longestDelayMs, firstDelayMs * 2 ** Math.min(failures - 1, 10));
  return Math.round(whole * (0.5 + random() / 2));
}

import type { Profile } from '../vault/profile.ts';

/**
 * The latest moment that is known to have passed, in milliseconds since 1970 by the server's clock: what the corrected clock of the
 * device says, but never before the latest moment that was known `elapsedMs` ago, and that time.
 */
export function latestMoment(knownMs: number, elapsedMs: number, serverNowMs: number): number {
  return Math.max(Math.ceil(knownMs + elapsedMs), serverNowMs);
}

/** True when the person may no longer work here without having met the server. */
export function isLeaseOver({ leaseEndsAt }: Pick<Profile, 'leaseEndsAt'>, latestMs: number): boolean {
  return latestMs >= Date.parse(leaseEndsAt);
}

import type { Profile } from '../vault/profile.ts';

/** What the lease depends on, in milliseconds since 1970. */
export interface LeaseClock {
  /** The device's clock, corrected by the measured offset. */
  readonly serverNowMs: number;
  /** Whether the server has been met since the program started: its clock counts then, and no other. */
  readonly hasMetServer: boolean;
}

/** The latest moment that is known to have passed. Setting the clock back does not bring an earlier one. */
export function latestMoment(profile: Pick<Profile, 'latestMs'>, clock: LeaseClock): number {
  return clock.hasMetServer ? clock.serverNowMs : Math.max(clock.serverNowMs, profile.latestMs);
}

/** True when the person may no longer work here without having met the server. */
export function isLeaseOver(profile: Pick<Profile, 'latestMs' | 'leaseEndsAt'>, clock: LeaseClock): boolean {
  return latestMoment(profile, clock) >= Date.parse(profile.leaseEndsAt);
}

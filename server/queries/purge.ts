import type { Queryable } from '../database/connections.ts';

/** Removes sessions that ended, or were not refreshed, before a moment, and tokens used up by then. For the owner. */
export async function purgeSessions(owner: Queryable, at: Date): Promise<void> {
  await owner.query('delete from minh_tra.sessions where coalesce(ended_at, refreshed_at) < $1', [at]);
  await owner.query('delete from minh_tra.refresh_tokens where used_at < $1', [at]);
}

/** Removes counts of windows that began before a moment. For the owner. */
export async function purgeRates(owner: Queryable, at: Date): Promise<void> {
  await owner.query('delete from minh_tra.rate_limits where window_start < $1', [at]);
}

import { ProblemError } from '../../shared/problem/problem.ts';
import { countHit } from '../queries/rate-limits.ts';
import type { Context } from './context.ts';
import { hashOf } from './cryptography.ts';

const windowMs = 5 * 60_000;
/** In five minutes. An office of many inspectors comes from one address, and each laptop refreshes every ten minutes. */
const most = { 'sign-in': 60, refresh: 1_000 } as const;

/**
 * Counts a try from an address, for all instances together; the address is kept as a hash alone. Throws `rate.limited`,
 * with the seconds until its window is over.
 */
export async function countTry(context: Context, kind: keyof typeof most, address: string): Promise<void> {
  const at = context.now();
  const key = `${kind} ${hashOf(address)}`;
  const { hits, windowStart } = await countHit(context.connections.request, key, new Date(at), windowMs);
  if (hits <= most[kind]) return;
  const leftMs = windowStart.getTime() + windowMs - at;
  throw new ProblemError('rate.limited', { retryAfterSeconds: Math.max(1, Math.ceil(leftMs / 1_000)) });
}

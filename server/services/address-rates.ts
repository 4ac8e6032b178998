import { isIPv6 } from 'node:net';
import { ProblemError } from '../../shared/problem/problem.ts';
import { countHit, takeBackHit } from '../queries/rate-limits.ts';
import type { Context } from './context.ts';
import { hashOf } from './cryptography.ts';

const windowMs = 5 * 60_000;
/** Refused in five minutes, and under way at once: an office of many inspectors comes from one address. */
const mostTries = 100;

/**
 * Runs a try at a password from an address; one that throws stays counted, for all instances together. The address is kept
 * as a hash alone. Throws `rate.limited`, with the seconds until its window is over.
 */
export async function limitTries<Result>(
  context: Context,
  address: string,
  work: () => Promise<Result>,
): Promise<Result> {
  const at = context.now();
  const key = `sign-in ${hashOf(networkOf(address))}`;
  const { hits, windowStart } = await countHit(context.connections.request, key, new Date(at), windowMs);
  if (hits > mostTries) {
    const leftMs = windowStart.getTime() + windowMs - at;
    throw new ProblemError('rate.limited', { retryAfterSeconds: Math.max(1, Math.ceil(leftMs / 1_000)) });
  }
  const result = await work();
  await takeBackHit(context.connections.request, key, windowStart);
  return result;
}

/** What one subscriber has for themselves: an IPv4 address, or the first 64 bits of an IPv6 one. */
export function networkOf(address: string): string {
  const plain = address.replace(/%.*$/, '').replace(/^::ffff:(?=\d+\.)/i, '');
  if (!isIPv6(plain)) return plain;
  const [front = '', back] = plain.split('::');
  const groups = front === '' ? [] : front.split(':');
  const behind = back ? back.split(':') : [];
  const missing = back === undefined ? [] : Array<string>(Math.max(0, 8 - groups.length - behind.length)).fill('0');
  const all = [...groups, ...missing, ...behind].map((group) => Number.parseInt(group, 16).toString(16));
  return `${all.slice(0, 4).join(':')}::/64`;
}

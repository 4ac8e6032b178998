import { describe, expect, it } from 'vitest';
import { isLeaseOver, latestMoment } from './lease.ts';

const day = 86_400_000;
const start = Date.UTC(2026, 10, 1);
const lease = { leaseEndsAt: new Date(start + 14 * day).toISOString() };

describe('the lease', () => {
  it.each([
    ['runs within its days', start, 0, start + 13 * day, false],
    ['is over on its day', start, 0, start + 14 * day, true],
    ['is not prolonged by setting the clock back', start + 14 * day, 0, start - day, true],
    ['runs on while the clock stands still', start + 13 * day, day, start, true],
  ])('%s', (_name, knownMs, elapsedMs, serverNowMs, isOver) => {
    expect(isLeaseOver(lease, latestMoment(knownMs, elapsedMs, serverNowMs))).toBe(isOver);
  });
});

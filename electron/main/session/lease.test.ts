import { describe, expect, it } from 'vitest';
import { isLeaseOver } from './lease.ts';

const day = 86_400_000;
const start = Date.UTC(2026, 10, 1);
const profile = { latestMs: start, leaseEndsAt: new Date(start + 14 * day).toISOString() };

describe('the lease', () => {
  it.each([
    ['runs within its days', start + 13 * day, start, false, false],
    ['is over on its day', start + 14 * day, start, false, true],
    ['is not prolonged by setting the clock back', start - day, start + 14 * day, false, true],
    [
      "goes by the server's clock once it was met, whatever the clock said before",
      start + day,
      start + 400 * day,
      true,
      false,
    ],
  ])('%s', (_name, serverNowMs, latestMs, hasMetServer, isOver) => {
    expect(isLeaseOver({ ...profile, latestMs }, { serverNowMs, hasMetServer })).toBe(isOver);
  });
});

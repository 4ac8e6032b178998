import { describe, expect, it } from 'vitest';
import { betterClock, measureClock } from './clock-offset.ts';

describe("the server's clock", () => {
  it('is taken at the middle of the round trip', () => {
    expect(measureClock(10_000, 4_100, 200)).toEqual({ offsetMs: 6_000, roundTripMs: 200 });
  });

  it.each([
    ['first measurement', null, { offsetMs: 5, roundTripMs: 900 }, 5],
    ['quicker answer', { offsetMs: 100, roundTripMs: 400 }, { offsetMs: 90, roundTripMs: 20 }, 90],
    ['slower answer that agrees', { offsetMs: 90, roundTripMs: 20 }, { offsetMs: 400, roundTripMs: 2_000 }, 90],
    [
      'device clock set by an hour',
      { offsetMs: 90, roundTripMs: 20 },
      { offsetMs: 3_600_090, roundTripMs: 2_000 },
      3_600_090,
    ],
  ])('after a %s', (_name, held, fresh, offsetMs) => {
    expect(betterClock(held, fresh).offsetMs).toBe(offsetMs);
  });
});

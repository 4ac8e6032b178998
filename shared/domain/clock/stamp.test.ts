import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isStamp, maxDriftMs, msOfStamp, nextStamp, receive } from './stamp.ts';

const now = Date.UTC(2026, 10, 18, 2, 0, 0);
const year = 365 * 24 * 3_600_000;

describe('nextStamp', () => {
  it('carries the time, and fits the field that holds it', () => {
    const stamp = nextStamp(null, now, '0b9ddc1e-58c7-4f2f-8c0e-9f1d2a3b4c5d');
    expect(msOfStamp(stamp)).toBe(now);
    expect(stamp.length).toBeLessThanOrEqual(40);
    expect(isStamp(stamp)).toBe(true);
  });

  it('counts within one millisecond, and goes on into the next when the counter is full', () => {
    let last = nextStamp(null, now, 'device-a');
    for (let event = 0; event < 36 ** 3 + 5; event++) {
      const next = nextStamp(last, now, 'device-a');
      expect(next > last).toBe(true);
      last = next;
    }
    expect(msOfStamp(last)).toBe(now + 1);
  });

  it('stays behind nothing it gave before while the clock goes back a little', () => {
    const last = nextStamp(null, now, 'device-a');
    const next = nextStamp(last, now - 60_000, 'device-a');
    expect(next > last).toBe(true);
    expect(msOfStamp(next)).toBe(now);
  });

  it('begins anew when the own clock had been a year ahead and was set right', () => {
    const wrong = nextStamp(null, now + year, 'device-a');
    expect(msOfStamp(nextStamp(wrong, now, 'device-a'))).toBe(now);
  });

  it('sorts as text in the order of time, whichever devices gave the stamps', () => {
    const time = fc.integer({ min: 0, max: Date.UTC(2200, 0) });
    fc.assert(
      fc.property(time, time, (a, b) => {
        fc.pre(a !== b);
        expect(nextStamp(null, a, 'Zz-9') < nextStamp(null, b, 'aA_0')).toBe(a < b);
      }),
    );
  });
});

describe('receive', () => {
  it('makes the next stamp follow what was seen', () => {
    const seen = nextStamp(null, now + 60_000, 'device-b');
    const last = receive(null, seen, now);
    expect(nextStamp(last, now, 'device-a') > seen).toBe(true);
  });

  it('is not moved by a stamp from a clock a year ahead', () => {
    const own = nextStamp(null, now, 'device-a');
    const poison = nextStamp(null, now + year, 'device-b');
    expect(receive(own, poison, now)).toBe(own);
    expect(receive(null, poison, now)).toBeNull();
    expect(msOfStamp(nextStamp(receive(own, poison, now), now + 1, 'device-a'))).toBe(now + 1);
  });

  it('accepts up to five minutes ahead, and no more', () => {
    const at = (ms: number) => nextStamp(null, ms, 'device-b');
    expect(receive(null, at(now + maxDriftMs), now)).not.toBeNull();
    expect(receive(null, at(now + maxDriftMs + 1), now)).toBeNull();
  });

  it('passes over what is no stamp', () => {
    expect(receive(null, '2026-11-18T02:00:00.000Z-0000-abc', now)).toBeNull();
    expect(msOfStamp('')).toBeNaN();
  });

  it('never goes backwards, whatever is seen and given, while the clock stands within the bound', () => {
    const event = fc.record({
      stepMs: fc.integer({ min: -1_000, max: 1_000 }),
      seenMs: fc.integer({ min: -year, max: year }),
      gives: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(event, { maxLength: 60 }), (events) => {
        let clockMs = now;
        let last: string | null = null;
        for (const { stepMs, seenMs, gives } of events) {
          clockMs = Math.max(now - 10_000, Math.min(now + 10_000, clockMs + stepMs));
          const next: string | null = gives
            ? nextStamp(last, clockMs, 'device-a')
            : receive(last, nextStamp(null, clockMs + seenMs, 'device-b'), clockMs);
          if (last !== null && next !== null) expect(next >= last).toBe(true);
          if (next !== null) expect(msOfStamp(next)).toBeLessThanOrEqual(clockMs + maxDriftMs + 20_000);
          last = next;
        }
      }),
    );
  });
});

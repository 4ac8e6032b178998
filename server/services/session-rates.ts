import { ProblemError } from '../../shared/problem/problem.ts';

interface Bucket {
  left: number;
  at: number;
}

const minuteMs = 60_000;

/**
 * How many requests each session asks of this instance. Kept in memory: an instance guards itself, and must not ask the
 * database in order to spare it.
 */
export class SessionRates {
  readonly #aMinute: number;
  readonly #now: () => number;
  readonly #buckets = new Map<string, Bucket>();
  #sweptAt: number;

  constructor(aMinute: number, now: () => number) {
    this.#aMinute = aMinute;
    this.#now = now;
    this.#sweptAt = now();
  }

  /** Counts a request. Throws `rate.limited`, with the seconds after which the next one is answered. */
  count(sessionId: string): void {
    const at = this.#now();
    this.#sweep(at);
    const bucket = this.#buckets.get(sessionId) ?? { left: this.#aMinute, at };
    const left = this.#leftIn(bucket, at);
    if (left < 1) {
      const waitMs = ((1 - left) / this.#aMinute) * minuteMs;
      throw new ProblemError('rate.limited', { retryAfterSeconds: Math.ceil(waitMs / 1_000) });
    }
    this.#buckets.set(sessionId, { left: left - 1, at });
  }

  #leftIn({ left, at }: Bucket, now: number): number {
    return Math.min(this.#aMinute, left + (Math.max(now - at, 0) / minuteMs) * this.#aMinute);
  }

  /** Who was quiet for a minute has all of it again, and need not be remembered. */
  #sweep(now: number): void {
    if (now - this.#sweptAt < minuteMs) return;
    this.#sweptAt = now;
    for (const [id, { at }] of this.#buckets) if (now - at >= minuteMs) this.#buckets.delete(id);
  }
}

import type { ServerClock } from './clock.ts';

/** Gives stamps that sort as text in the order of events: later than every stamp given or seen before. */
export class Stamper {
  readonly #clock: ServerClock;
  readonly #device: string;
  #lastMs = 0;
  #count = 0;

  constructor(clock: ServerClock, device: string) {
    this.#clock = clock;
    this.#device = device.slice(-10);
  }

  next(): string {
    const nowMs = this.#clock.now();
    if (nowMs > this.#lastMs) {
      this.#lastMs = nowMs;
      this.#count = 0;
    } else {
      this.#count += 1;
    }
    return `${new Date(this.#lastMs).toISOString()}-${this.#count.toString(36).padStart(4, '0')}-${this.#device}`;
  }

  /** Takes notice of a stamp from elsewhere: the next one is later. */
  observe(stamp: string): void {
    const seenMs = Date.parse(stamp.slice(0, 24));
    if (seenMs > this.#lastMs) {
      this.#lastMs = seenMs;
      this.#count = 0;
    }
  }
}

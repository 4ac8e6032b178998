import { nextStamp, receive } from '../../shared/domain/clock/stamp.ts';
import type { ServerClock } from './clock.ts';

/** Gives this device's stamps: each later than those it gave or saw, as shared/domain/clock bounds it. */
export class Stamper {
  readonly #clock: ServerClock;
  readonly #device: string;
  #last: string | null = null;

  constructor(clock: ServerClock, device: string) {
    this.#clock = clock;
    this.#device = device;
  }

  next(): string {
    this.#last = nextStamp(this.#last, this.#clock.now(), this.#device);
    return this.#last;
  }

  /** Takes notice of a stamp from elsewhere. */
  observe(stamp: string): void {
    this.#last = receive(this.#last, stamp, this.#clock.now());
  }
}

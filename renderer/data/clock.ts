import type { Observable, Subscription } from 'rxjs';

/** The device's clock set right by what the shell measured against the server's. */
export class ServerClock {
  #offsetMs = 0;
  readonly #deviceNow: () => number;
  readonly #subscription: Subscription | undefined;

  constructor(deviceNow: () => number, offset$: Observable<number> | undefined) {
    this.#deviceNow = deviceNow;
    this.#subscription = offset$?.subscribe((offsetMs) => {
      this.#offsetMs = Math.round(offsetMs);
    });
  }

  /** Milliseconds since 1970 by the server's clock as last measured. */
  now(): number {
    return this.#deviceNow() + this.#offsetMs;
  }

  /** Server clock minus device clock, in whole milliseconds. */
  get offsetMs(): number {
    return this.#offsetMs;
  }

  close(): void {
    this.#subscription?.unsubscribe();
  }
}

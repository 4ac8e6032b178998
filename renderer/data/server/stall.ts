/** Ends a request on which nothing happens for a while: a half-open connection never says so itself. */
export class Stall {
  readonly signal: AbortSignal;
  readonly #own = new AbortController();
  readonly #limitMs: number;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(outer: AbortSignal, limitMs: number) {
    this.#limitMs = limitMs;
    this.signal = AbortSignal.any([outer, this.#own.signal]);
    this.alive();
  }

  /** Something happened: the wait begins anew. */
  alive(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#own.abort(), this.#limitMs);
  }

  /** The request is over. */
  end(): void {
    clearTimeout(this.#timer);
  }
}

import { BehaviorSubject } from 'rxjs';
import { catalogue } from '../../../shared/problem/catalogue.ts';
import { type Problem, problemOf } from '../../../shared/problem/problem.ts';
import { backoffMs } from './backoff.ts';

export type LinkState =
  /** `trouble`: the server answers, but one request keeps failing on its side. */
  | { readonly kind: 'online'; readonly trouble: Problem | null }
  /** The server does not answer as it should: tried again by itself. */
  | { readonly kind: 'away'; readonly problem: Problem }
  /** Stopped by the person (no problem), or by an answer that trying again does not mend. */
  | { readonly kind: 'paused'; readonly problem: Problem | null };

/** What waits on a closed link: never settles, and is let go with it. */
const never = new Promise<never>(() => {});

/**
 * The one way to the server for all that synchronises: while it is away a single request at a time tries, with backoff
 * and jitter, and the rest wait for it. Starts again by itself; nobody presses a button.
 */
export class Link {
  readonly state$ = new BehaviorSubject<LinkState>({ kind: 'online', trouble: null });
  readonly #random: () => number;
  readonly #mend: (() => Promise<void>) | null;
  #mending: Promise<void> | null = null;
  /** Aborts what is on the wire when it has become pointless. */
  #requests = new AbortController();
  #isClosed = false;
  #failures = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** While away: set when the next request that asks may try. */
  #mayProbe = false;
  #waiting: (() => void)[] = [];
  #sleeping: (() => void)[] = [];
  readonly #troubles = new Map<object, Problem>();

  /** `mend`: what makes the server's `server.restored` go away. */
  constructor(random: () => number = Math.random, mend: (() => Promise<void>) | null = null) {
    this.#random = random;
    this.#mend = mend;
  }

  /**
   * Runs a request until it succeeds, waiting while the server is away or the link is paused. A problem for which
   * `isForCaller` is true is thrown instead; it is told how often the server has failed on this request so far.
   * Never settles once the link is closed.
   */
  async run<Reply>(
    request: (signal: AbortSignal) => Promise<Reply>,
    isForCaller: (problem: Problem, failures: number) => boolean = () => false,
  ): Promise<Reply> {
    const run = {};
    for (let failures = 0; ; ) {
      const isProbe = await this.#turn();
      const { signal } = this.#requests;
      try {
        const reply = await request(signal);
        if (this.#isClosed) return never;
        this.#settle(run);
        return reply;
      } catch (thrown) {
        if (this.#isClosed) return never;
        const problem = problemOf(thrown, 'server.away');
        if (problem.code === 'internal') failures += 1;
        if (isForCaller(problem, failures)) {
          this.#settle(run);
          throw thrown;
        }
        if (signal.aborted) continue;
        if (await this.#isMended(problem)) continue;
        if (problem.code === 'internal') {
          this.#troubles.set(run, problem);
          this.#reached();
          await this.#delay(backoffMs(failures, this.#random));
        } else {
          this.#failed(problem, isProbe);
        }
      }
    }
  }

  /** Tries at once: the network is back, the machine woke, or a person asked. */
  wake(): void {
    for (const wakeUp of this.#sleeping.splice(0)) wakeUp();
    if (this.state$.value.kind !== 'away') return;
    this.#failures = 0;
    this.#mayProbe = true;
    this.#release();
  }

  /** The machine says that it has no network: what is on the wire is given up. */
  lost(): void {
    if (this.state$.value.kind !== 'online') return;
    this.#failed({ code: 'server.away' }, false);
    this.#abortRequests();
  }

  pause(problem: Problem | null = null): void {
    clearTimeout(this.#timer);
    this.#mayProbe = false;
    this.state$.next({ kind: 'paused', problem });
    this.#abortRequests();
  }

  resume(): void {
    if (this.state$.value.kind === 'paused') this.#online();
  }

  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    this.#waiting = [];
    this.#sleeping = [];
    this.#abortRequests();
    this.state$.complete();
  }

  /** Waits until a request may go out; true when it is the one that tries whether the server is back. */
  async #turn(): Promise<boolean> {
    for (;;) {
      if (this.#isClosed) return never;
      const { kind } = this.state$.value;
      if (kind === 'online') return false;
      if (kind === 'away' && this.#mayProbe) {
        this.#mayProbe = false;
        return true;
      }
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
  }

  /** A database of another epoch is made up to; one whose files were copied back is not: a person has to act. */
  async #isMended({ code, details }: Problem): Promise<boolean> {
    if (code !== 'server.restored' || details?.epoch !== 'another' || !this.#mend) return false;
    // The server answers: what mends this goes the same way.
    this.#reached();
    try {
      await this.#mendOnce(this.#mend);
      return true;
    } catch {
      return false;
    }
  }

  /** What is on the wire as this begins is asked anew: its answers may be of the database that is no more. */
  #mendOnce(mend: () => Promise<void>): Promise<void> {
    if (!this.#mending) {
      this.#abortRequests();
      this.#mending = mend().finally(() => {
        this.#mending = null;
      });
    }
    return this.#mending;
  }

  #settle(run: object): void {
    this.#troubles.delete(run);
    this.#reached();
  }

  /** The server has answered; an answer that was on the wire when the link was paused does not open it again. */
  #reached(): void {
    if (this.state$.value.kind !== 'paused') this.#online();
  }

  #online(): void {
    clearTimeout(this.#timer);
    this.#failures = 0;
    this.#mayProbe = false;
    const trouble = this.#troubles.values().next().value ?? null;
    const { value } = this.state$;
    if (value.kind !== 'online' || value.trouble !== trouble) this.state$.next({ kind: 'online', trouble });
    this.#release();
  }

  #failed(problem: Problem, isProbe: boolean): void {
    const { kind } = this.state$.value;
    if (kind === 'paused') return;
    if (!catalogue[problem.code].retry) {
      this.pause(problem);
      return;
    }
    // Requests that were on the wire together fail together: one failure.
    if (kind === 'away' && !isProbe) return;
    this.#failures += 1;
    this.state$.next({ kind: 'away', problem });
    clearTimeout(this.#timer);
    const askedMs = Number(problem.details?.retryAfterMs ?? 0);
    this.#timer = setTimeout(
      () => {
        this.#mayProbe = true;
        this.#release();
      },
      Math.max(askedMs, backoffMs(this.#failures, this.#random)),
    );
  }

  /** Waits, or less when the link is woken. */
  #delay(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.#sleeping.push(() => {
        clearTimeout(timer);
        resolve();
      });
    });
  }

  #release(): void {
    for (const look of this.#waiting.splice(0)) look();
  }

  #abortRequests(): void {
    this.#requests.abort();
    this.#requests = new AbortController();
  }
}

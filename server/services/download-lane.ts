import { ProblemError } from '../../shared/problem/problem.ts';

/** A page that is shared with others who wait holds no fewer documents: below this, asking costs more than answering. */
const smallestPage = 200;
/** Who would wait behind more is told to come back later. */
const mostWaiting = 1_000;
const comeBackSeconds = 10;

interface Waiting {
  readonly enter: () => void;
}

/**
 * First downloads go through a lane of their own, a few pages at a time and in the order in which they were asked for, so
 * that the rest of the database's connections, and the pauses of this process, are left to those who work.
 */
export class DownloadLane {
  #free: number;
  readonly #places: number;
  readonly #longestWaitMs: number;
  readonly #waiting = new Set<Waiting>();

  constructor(places: number, longestWaitMs: number) {
    this.#places = places;
    this.#free = places;
    this.#longestWaitMs = longestWaitMs;
  }

  get waitingCount(): number {
    return this.#waiting.size;
  }

  /** How many documents a page may hold that was asked for with this limit: fewer, the more laptops wait. */
  pageOf(limit: number): number {
    const fair = Math.floor(limit / (1 + this.#waiting.size / (8 * this.#places)));
    return Math.min(limit, Math.max(smallestPage, fair));
  }

  /**
   * Runs `work` when it is its turn; null when that has not come in time, or the asker has gone. Throws `server.failed`
   * when too many wait.
   */
  async run<Result>(signal: AbortSignal, work: () => Promise<Result>): Promise<Result | null> {
    if (!(await this.#turn(signal))) return null;
    try {
      return await work();
    } finally {
      const [next] = this.#waiting;
      if (next) next.enter();
      else this.#free += 1;
    }
  }

  async #turn(signal: AbortSignal): Promise<boolean> {
    if (this.#free > 0) {
      this.#free -= 1;
      return true;
    }
    if (this.#waiting.size >= mostWaiting) {
      throw new ProblemError('server.failed', { retryAfterSeconds: comeBackSeconds });
    }
    return new Promise((resolve) => {
      const end = (isTurn: boolean) => {
        this.#waiting.delete(waiting);
        clearTimeout(timer);
        signal.removeEventListener('abort', leave);
        resolve(isTurn);
      };
      const leave = () => end(false);
      const waiting: Waiting = { enter: () => end(true) };
      const timer = setTimeout(leave, this.#longestWaitMs);
      this.#waiting.add(waiting);
      signal.addEventListener('abort', leave);
    });
  }
}

import { ProblemError } from '../../shared/problem/problem.ts';

/** A page that is shared with others who wait holds no fewer documents: below this, asking costs more than answering. */
const smallestPage = 100;
/** Who would wait behind more is told to come back: a laptop gives up after half a minute, and would only have waited. */
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
  readonly #waiting = new Set<Waiting>();

  constructor(places: number) {
    this.#places = places;
    this.#free = places;
  }

  get waitingCount(): number {
    return this.#waiting.size;
  }

  /** How many documents a page may hold that was asked for with this limit: fewer, the more laptops wait. */
  pageOf(limit: number): number {
    const fair = Math.floor(limit / (1 + this.#waiting.size / (8 * this.#places)));
    return Math.min(limit, Math.max(smallestPage, fair));
  }

  /** Runs `work` when it is its turn, or never when the asker has gone by then. Throws `server.failed` when too many wait. */
  async run<Result>(signal: AbortSignal, work: () => Promise<Result>): Promise<Result> {
    await this.#turn(signal);
    try {
      return await work();
    } finally {
      const [next] = this.#waiting;
      if (next) next.enter();
      else this.#free += 1;
    }
  }

  #turn(signal: AbortSignal): Promise<void> {
    if (this.#free > 0) {
      this.#free -= 1;
      return Promise.resolve();
    }
    if (this.#waiting.size >= mostWaiting) {
      throw new ProblemError('server.failed', { retryAfterSeconds: comeBackSeconds });
    }
    return new Promise((resolve, reject) => {
      const leave = () => {
        this.#waiting.delete(waiting);
        reject(new ProblemError('server.away'));
      };
      const enter = () => {
        this.#waiting.delete(waiting);
        signal.removeEventListener('abort', leave);
        resolve();
      };
      const waiting: Waiting = { enter };
      this.#waiting.add(waiting);
      signal.addEventListener('abort', leave, { once: true });
    });
  }
}

import { ProblemError } from '../../shared/problem/problem.ts';

/** What keeps the instances of a server from writing one file at once. */
export interface FileLocks {
  /** False while another instance has it. */
  acquire(name: string): Promise<boolean>;
  release(name: string): Promise<void>;
  /** Called when all that is held is held no more. */
  onLost: () => void;
}

interface Writing {
  readonly stop: AbortController;
  readonly done: Promise<unknown>;
}

/**
 * Has each file written by one request at a time, over all instances: who writes alone knows what is there. A later request of this
 * instance ends the earlier one, whose sender has given it up; one of another instance makes it `upload.outOfStep`.
 */
export class FileTurns {
  readonly #locks: FileLocks;
  readonly #writing = new Map<string, Writing>();

  constructor(locks: FileLocks) {
    this.#locks = locks;
    locks.onLost = () => {
      for (const { stop } of this.#writing.values()) stop.abort(outOfStep());
    };
  }

  async run<Result>(name: string, work: (signal: AbortSignal) => Promise<Result>): Promise<Result> {
    for (let before = this.#writing.get(name); before; before = this.#writing.get(name)) {
      before.stop.abort(outOfStep());
      await before.done.catch(() => undefined);
    }
    const stop = new AbortController();
    const done = this.#locked(name, () => work(stop.signal));
    this.#writing.set(name, { stop, done });
    try {
      return await done;
    } finally {
      this.#writing.delete(name);
    }
  }

  async #locked<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
    if (!(await this.#locks.acquire(name))) throw outOfStep();
    try {
      return await work();
    } finally {
      // A lock whose connection broke is free already.
      await this.#locks.release(name).catch(() => undefined);
    }
  }
}

function outOfStep(): ProblemError {
  return new ProblemError('upload.outOfStep');
}

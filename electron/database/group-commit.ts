import type { ProblemError } from '../../shared/problem/problem.ts';
import type { Sqlite } from './open-file.ts';
import { problemOfSqlite } from './sqlite-problem.ts';

interface Work {
  readonly run: () => void;
  readonly done: () => void;
  readonly failed: (problem: ProblemError) => void;
}

/**
 * Writes that arrive together share one durable commit: they are collected until the event loop has taken what is there
 * (`setImmediate`). Each is acknowledged after the commit alone; one that fails leaves the others as they are.
 */
export class GroupCommit {
  readonly #db: Sqlite;
  readonly #inEach: () => void;
  readonly #afterCommit: () => void;
  #waiting: Work[] = [];
  #timer: NodeJS.Immediate | null = null;

  /** `inEach` runs within every transaction, `afterCommit` once it is durable and before anyone is told. */
  constructor(db: Sqlite, inEach: () => void, afterCommit: () => void) {
    this.#db = db;
    this.#inEach = inEach;
    this.#afterCommit = afterCommit;
  }

  get isWaiting(): boolean {
    return this.#waiting.length > 0;
  }

  /** Resolves with what `run` gave once that is durable; `durable` hears of it first, in the order of the writes. */
  add<Result>(run: () => Result, durable?: (result: Result) => void): Promise<Result> {
    return new Promise((resolve, reject) => {
      let result: Result;
      this.#waiting.push({
        run: () => {
          result = run();
        },
        done: () => {
          durable?.(result);
          resolve(result);
        },
        failed: reject,
      });
      this.#timer ??= setImmediate(() => this.flush());
    });
  }

  /** Commits now what waits. */
  flush(): void {
    if (this.#timer) clearImmediate(this.#timer);
    this.#timer = null;
    const works = this.#waiting;
    if (works.length === 0) return;
    this.#waiting = [];
    this.#commit(works);
  }

  #commit(works: readonly Work[]): void {
    const failed = new Map<Work, ProblemError>();
    try {
      this.#db.exec('begin immediate');
      for (const work of works) this.#runOne(work, failed);
      if (failed.size < works.length) {
        this.#inEach();
        this.#db.exec('commit');
      } else {
        this.#db.exec('rollback');
      }
    } catch (thrown) {
      this.#rollBack();
      this.#commitSeparately(works, problemOfSqlite(thrown));
      return;
    }
    if (failed.size < works.length) this.#afterCommit();
    for (const work of works) {
      const problem = failed.get(work);
      if (problem) work.failed(problem);
      else work.done();
    }
  }

  #runOne(work: Work, failed: Map<Work, ProblemError>): void {
    this.#db.exec('savepoint one');
    try {
      work.run();
      this.#db.exec('release one');
    } catch (thrown) {
      // A full disk makes SQLite give up the whole transaction, not this part alone.
      if (!this.#db.inTransaction) throw thrown;
      this.#db.exec('rollback to one');
      this.#db.exec('release one');
      failed.set(work, problemOfSqlite(thrown));
    }
  }

  /** The transaction as a whole is gone: each for itself, so that the one that does not fit fails alone. */
  #commitSeparately(works: readonly Work[], problem: ProblemError): void {
    if (works.length > 1 && problem.code === 'database.diskFull') {
      for (const work of works) this.#commit([work]);
      return;
    }
    for (const work of works) work.failed(problem);
  }

  #rollBack(): void {
    if (!this.#db.inTransaction) return;
    try {
      this.#db.exec('rollback');
    } catch {
      // SQLite has rolled back by itself.
    }
  }
}

import type { ProblemError } from '../../shared/problem/problem.ts';
import type { Sqlite } from './open-file.ts';
import { problemOfSqlite } from './sqlite-problem.ts';
import type { Statements } from './statements.ts';

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
  readonly #statements: Statements;
  readonly #inEach: () => void;
  readonly #afterCommit: () => void;
  #waiting: Work[] = [];
  #timer: NodeJS.Immediate | null = null;

  /** `inEach` runs within every transaction, `afterCommit` once it is durable and before anyone is told. */
  constructor(db: Sqlite, statements: Statements, inEach: () => void, afterCommit: () => void) {
    this.#db = db;
    this.#statements = statements;
    this.#inEach = inEach;
    this.#afterCommit = afterCommit;
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
      this.#say('begin immediate');
      const [only] = works;
      // Alone, a write that fails fails with the transaction.
      if (only && works.length === 1) only.run();
      else for (const work of works) this.#runOne(work, failed);
      if (failed.size < works.length) {
        this.#inEach();
        this.#say('commit');
      } else {
        this.#say('rollback');
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
    this.#say('savepoint one');
    try {
      work.run();
      this.#say('release one');
    } catch (thrown) {
      // A full disk makes SQLite give up the whole transaction, not this part alone.
      if (!this.#db.inTransaction) throw thrown;
      this.#say('rollback to one');
      this.#say('release one');
      failed.set(work, problemOfSqlite(thrown));
    }
  }

  #say(sql: string): void {
    this.#statements.get(sql).run();
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
      this.#say('rollback');
    } catch {
      // SQLite has rolled back by itself.
    }
  }
}

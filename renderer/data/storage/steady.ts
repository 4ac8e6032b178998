import type { BulkWriteRow, RxStorageBulkWriteResponse, RxStorageInstance } from 'rxdb';
import { BehaviorSubject } from 'rxjs';
import type { ProblemCode } from '../../../shared/problem/catalogue.ts';
import { type Problem, ProblemError, problemOf } from '../../../shared/problem/problem.ts';

type Write<Document> = RxStorageInstance<Document, unknown, unknown>['bulkWrite'];
/** Whose call it is: the replication's own, a page's, or either's. */
type Caller = 'replication' | 'page' | 'either';

/** The process behind the storage ended, or is slow: it comes back. */
const passing: ReadonlySet<ProblemCode> = new Set(['database.unavailable', 'database.timeout']);
/** A person may mend these while the replication waits; a save of theirs is refused at once. */
const mendable: ReadonlySet<ProblemCode> = new Set(['database.diskFull', 'database.readOnly']);
const betweenTriesMs = 500;
/** A person's save is refused after so many tries; each waits for the process to come back. */
const mostSaveTries = 3;

/**
 * Carries calls over the end of the database process. RxDB's replication knows no storage that fails: a call refused once
 * would end it, or let it pass over documents that it had in hand. Its calls therefore wait as long as it takes; a person's
 * save is refused when it can't be kept.
 */
export class Steadiness {
  /** What waiting does not mend: the replication stands still. */
  readonly problem$ = new BehaviorSubject<Problem | null>(null);
  readonly #ending = new AbortController();
  readonly #ended = new Promise<void>((resolve) => {
    this.#ending.signal.addEventListener('abort', () => resolve());
  });

  /** From here on the replication's calls are let go: what it would still write is not written. */
  end(): void {
    this.#ending.abort();
  }

  /** Makes the calls of an instance steady; `notes`: one that the replication alone uses. */
  apply<Document>(instance: RxStorageInstance<Document, unknown, unknown>, isNotes: boolean): void {
    const find = instance.findDocumentsById.bind(instance);
    const query = instance.query.bind(instance);
    const changes = instance.getChangedDocumentsSince?.bind(instance);
    const write = instance.bulkWrite.bind(instance);
    instance.findDocumentsById = (ids, withDeleted) =>
      this.#read(isNotes ? 'replication' : 'either', () => find(ids, withDeleted), []);
    instance.query = (prepared) => this.#read('page', () => query(prepared), { documents: [] });
    if (changes) {
      instance.getChangedDocumentsSince = (limit, checkpoint) =>
        this.#read('replication', () => changes(limit, checkpoint), { documents: [], checkpoint });
    }
    instance.bulkWrite = (rows, context) =>
      isNotes || context.startsWith('replication-')
        ? this.#writeForReplication(write, rows, context)
        : saveSteadily(write, rows, context);
  }

  async #read<Result>(caller: Caller, read: () => Promise<Result>, nothing: Result): Promise<Result> {
    for (;;) {
      if (caller === 'replication' && (await this.#standsStill())) return nothing;
      try {
        return await read();
      } catch (thrown) {
        const { code } = problemOf(thrown);
        const mayMend = passing.has(code) || (caller === 'replication' && mendable.has(code));
        if (!mayMend && caller !== 'page') this.problem$.next({ code });
        if (!mayMend && caller !== 'replication') throw thrown;
        if (mayMend) await this.#pause();
      }
      if (this.#ending.signal.aborted) {
        if (caller === 'replication') return nothing;
        throw new ProblemError('database.closed');
      }
    }
  }

  async #writeForReplication<Document>(
    write: Write<Document>,
    rows: BulkWriteRow<Document>[],
    context: string,
  ): Promise<RxStorageBulkWriteResponse<Document>> {
    for (;;) {
      if (await this.#standsStill()) return { error: [] };
      try {
        return withoutOwn(await write(rows, context));
      } catch (thrown) {
        const { code } = problemOf(thrown);
        if (passing.has(code) || mendable.has(code)) await this.#pause();
        else this.problem$.next({ code });
      }
    }
  }

  /** True once it is over; waits for that where nothing else can be done. */
  async #standsStill(): Promise<boolean> {
    if (this.problem$.value) await this.#ended;
    return this.#ending.signal.aborted;
  }

  async #pause(): Promise<void> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const pause = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, betweenTriesMs);
    });
    await Promise.race([pause, this.#ended]);
    clearTimeout(timer);
  }
}

async function saveSteadily<Document>(
  write: Write<Document>,
  rows: BulkWriteRow<Document>[],
  context: string,
): Promise<RxStorageBulkWriteResponse<Document>> {
  for (let tries = 1; ; tries++) {
    try {
      const result = await write(rows, context);
      return tries === 1 ? result : withoutOwn(result);
    } catch (thrown) {
      if (tries >= mostSaveTries || !passing.has(problemOf(thrown).code)) throw thrown;
    }
  }
}

/** A row that a write whose answer was lost had saved after all: what it is in conflict with is itself. */
function withoutOwn<Document>(result: RxStorageBulkWriteResponse<Document>): RxStorageBulkWriteResponse<Document> {
  if (result.error.length === 0) return result;
  return {
    error: result.error.filter(
      (error) =>
        error.status !== 409 ||
        error.documentInDb._rev !== error.writeRow.document._rev ||
        error.documentInDb._meta.lwt !== error.writeRow.document._meta.lwt,
    ),
  };
}

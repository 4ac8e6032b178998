import { type Problem, ProblemError } from '../../shared/problem/problem.ts';
import {
  type ChangeMessage,
  type Input,
  type OpenInput,
  type Output,
  protocolVersion,
  timeLimitsMs,
  type WriteInput,
  type WriteOutput,
} from '../../shared/storage/contract.ts';
import { readAttachment } from './attachments.ts';
import { Checkpoints } from './checkpoints.ts';
import type { DocumentTable } from './document-table.ts';
import { type CommitMark, FileState } from './file-state.ts';
import { GroupCommit } from './group-commit.ts';
import { runGroupedCount } from './grouped-count.ts';
import { keepCopyAside, writeCopy } from './last-good-copy.ts';
import { migrate } from './migrations/migrate.ts';
import { type FileOptions, openFile, type Sqlite } from './open-file.ts';
import { purgeDeleted, readChanges, readDocuments } from './read-changes.ts';
import { runCount, runQuery } from './run-query.ts';
import { SearchBacklog } from './search-backlog.ts';
import type { SearchIndex } from './search-index.ts';
import { plainProblemOf, problemOfSqlite } from './sqlite-problem.ts';
import { Statements } from './statements.ts';
import { TableRegistry } from './table-registry.ts';
import { applyWrite } from './write-rows.ts';

/** One end that has instances open, and hears of what others write to them. */
export interface Subscriber {
  changed(message: ChangeMessage): void;
}

export interface EngineOptions extends FileOptions {
  /** The last commit known to have been acknowledged: when the file has less, `isRolledBack` says so. */
  readonly lastMark?: CommitMark;
  /** After every durable commit, before its writes are acknowledged. */
  readonly onCommit?: (mark: CommitMark) => void;
  /** A problem with the file itself, met while nobody waits or by a call. */
  readonly onProblem?: (problem: Problem) => void;
}

interface Handle {
  readonly table: DocumentTable;
  readonly subscriber: Subscriber;
}

/**
 * One open database file with all that the storage can do to it. All but a write, and the words of its search index, is
 * done when the call returns.
 */
export class Engine {
  readonly file: string;
  readonly tables: TableRegistry;
  readonly checkpoints: Checkpoints;
  /** Acknowledged commits are missing from the file: the disk dropped its end, or an older file was put in its place. */
  readonly isRolledBack: boolean;
  readonly #db: Sqlite;
  readonly #state: FileState;
  readonly #commits: GroupCommit;
  readonly #backlog: SearchBacklog;
  readonly #options: EngineOptions;
  readonly #handles = new Map<number, Handle>();
  #lastHandle = 0;

  private constructor(db: Sqlite, options: EngineOptions) {
    const statements = new Statements(db);
    this.file = options.file;
    this.#db = db;
    this.#options = options;
    this.#state = new FileState(statements);
    this.isRolledBack = options.lastMark ? this.#state.isBehind(options.lastMark) : false;
    this.tables = new TableRegistry(db, statements);
    const failed = (thrown: unknown) => options.onProblem?.(plainProblemOf(thrown));
    this.checkpoints = new Checkpoints(db, failed);
    this.#commits = new GroupCommit(
      db,
      statements,
      () => this.#state.countCommit(),
      () => this.#committed(),
    );
    this.#backlog = new SearchBacklog(this.#commits, () => this.tables.tables, failed);
  }

  /**
   * Opens the file, brings it to the newest layout and, when it was not closed in order, checks it as a whole.
   * @throws ProblemError database.keyWrong, .damaged, .readOnly, .newer, .diskFull, .unavailable
   */
  static open(options: EngineOptions): Engine {
    const db = openFile(options);
    try {
      migrate(db);
      const engine = new Engine(db, options);
      if (engine.isRolledBack) engine.#keepYoungerCopy();
      if (!engine.#state.wasClean) engine.checkIntegrity();
      return engine;
    } catch (thrown) {
      db.close();
      throw problemOfSqlite(thrown);
    }
  }

  get mark(): CommitMark {
    return this.#state.mark;
  }

  /** @throws ProblemError database.damaged */
  checkIntegrity(): void {
    try {
      const found = this.#db.pragma('quick_check(1)', { simple: true });
      if (found !== 'ok') throw new ProblemError('database.damaged');
    } catch (thrown) {
      throw problemOfSqlite(thrown);
    }
  }

  openInstance(subscriber: Subscriber, input: OpenInput): Output<'open'> {
    if (input.protocol !== protocolVersion) throw new ProblemError('database.newer', { layout: input.protocol });
    const table = this.tables.open(input);
    const instance = ++this.#lastHandle;
    this.#handles.set(instance, { table, subscriber });
    this.#backlog.mayWait();
    return { instance };
  }

  /** Resolves once the rows are durable. */
  async write(input: WriteInput): Promise<WriteOutput> {
    const { table, subscriber } = this.#handleOf(input.instance);
    const others = this.#othersWith(table, subscriber);
    const { output } = await this.#commits.add(
      () => {
        if (table.isRemoved) throw new ProblemError('database.closed');
        return applyWrite(table, input, others.size > 0);
      },
      ({ changes, checkpoint }) => {
        table.irregularIsDurable();
        if (changes.length === 0 || !checkpoint) return;
        for (const [other, instance] of others)
          other.changed({ instance, context: input.context, checkpoint, changes });
      },
    );
    return output;
  }

  find({ instance, ids, withDeleted }: Input<'find'>): Output<'find'> {
    return readDocuments(this.#tableToRead(instance), ids, withDeleted);
  }

  query({ instance, query }: Input<'query'>): Output<'query'> {
    return runQuery(this.#tableToRead(instance), query, Date.now() + timeLimitsMs.query);
  }

  count({ instance, query }: Input<'count'>): Output<'count'> {
    return runCount(this.#tableToRead(instance), query, Date.now() + timeLimitsMs.count);
  }

  changes({ instance, limit, checkpoint }: Input<'changes'>): Output<'changes'> {
    return readChanges(this.#tableToRead(instance), limit, checkpoint);
  }

  attachment({ instance, id, name, digest }: Input<'attachment'>): Output<'attachment'> {
    return readAttachment(this.#tableToRead(instance), id, name, digest);
  }

  cleanup({ instance, before }: Input<'cleanup'>): Promise<boolean> {
    const { table } = this.#handleOf(instance);
    return this.#commits.add(() => purgeDeleted(table, before));
  }

  groupedCount({ instance, selector, groupBy }: Input<'groupedCount'>): Output<'groupedCount'> {
    const deadline = Date.now() + timeLimitsMs.groupedCount;
    return runGroupedCount(this.#tableToRead(instance), selector, groupBy, deadline);
  }

  search({ instance, text, limit }: Input<'search'>): Output<'search'> {
    const { search } = this.#tableToRead(instance);
    if (!search) throw new ProblemError('database.refused', { reason: 'not searchable' });
    if (search.isBehind) this.#catchUp(search);
    return { ids: search.search(text, limit) };
  }

  /** What can't be brought in, for want of room, stays waiting and is told of: the search does without it. */
  #catchUp(search: SearchIndex): void {
    const failed = (thrown: unknown) => this.#options.onProblem?.(plainProblemOf(thrown));
    this.#commits.add(() => search.catchUp(-1)).catch(failed);
    this.#commits.flush();
  }

  async remove({ instance }: Input<'remove'>): Promise<null> {
    const { table } = this.#handleOf(instance);
    await this.#commits.add(
      () => this.tables.drop(table),
      () => {
        this.tables.forget(table);
        this.#handles.delete(instance);
      },
    );
    return null;
  }

  closeInstance({ instance }: Input<'close'>): null {
    const handle = this.#handles.get(instance);
    if (!handle) return null;
    this.#commits.flush();
    this.#handles.delete(instance);
    if (!handle.table.isRemoved) this.tables.release(handle.table);
    return null;
  }

  closeInstancesOf(subscriber: Subscriber): void {
    for (const [instance, handle] of this.#handles)
      if (handle.subscriber === subscriber) this.closeInstance({ instance });
  }

  /** What this file lacks may be in its copy, which the next copy would replace. */
  #keepYoungerCopy(): void {
    try {
      keepCopyAside(this.file);
    } catch (thrown) {
      this.#options.onProblem?.(plainProblemOf(thrown));
    }
  }

  /** Writes the last good copy; see last-good-copy. */
  writeCopy(): void {
    this.#commits.flush();
    writeCopy(this.#db);
    this.#state.markCopied();
  }

  get commitsSinceCopy(): number {
    return this.#state.commitsSinceCopy;
  }

  /** Commits what waits, then closes the file in order: the whole of it in one file, marked clean. */
  close(): void {
    if (!this.#db.open) return;
    this.#commits.flush();
    this.#backlog.stop();
    this.checkpoints.stop();
    try {
      this.#state.markClean(this.#db);
      this.checkpoints.run('truncate');
    } finally {
      this.#db.close();
    }
  }

  #committed(): void {
    this.#state.committed();
    this.checkpoints.afterCommit();
    this.#backlog.mayWait();
    this.#options.onCommit?.(this.#state.mark);
  }

  #handleOf(instance: number): Handle {
    const handle = this.#handles.get(instance);
    if (!handle || handle.table.isRemoved) throw new ProblemError('database.closed');
    return handle;
  }

  /** What was written before is committed first, so that a caller reads what it wrote. */
  #tableToRead(instance: number): DocumentTable {
    this.#commits.flush();
    return this.#handleOf(instance).table;
  }

  /** One open instance of each other subscriber that has the table. */
  #othersWith(table: DocumentTable, writer: Subscriber): Map<Subscriber, number> {
    const others = new Map<Subscriber, number>();
    for (const [instance, handle] of this.#handles) {
      if (handle.table === table && handle.subscriber !== writer && !others.has(handle.subscriber)) {
        others.set(handle.subscriber, instance);
      }
    }
    return others;
  }
}

import type { DocumentTable } from './document-table.ts';
import type { GroupCommit } from './group-commit.ts';
import type { SearchIndex } from './search-index.ts';

const idleMs = 250;
const atOnce = 200;
/** More than this does not wait for a pause in the writing: a search would have to wait for it. */
const mostWaiting = 10_000;
/** As many as a page of a download brings. */
const atOnceOfTooMany = 1_000;

/**
 * Brings the words of what was written into the full-text indexes when nobody waits, in transactions of its own: no save
 * is held up or refused by an index. What waits stands in the file, and a search brings it in before it answers. After much
 * the pieces of the index are joined likewise.
 */
export class SearchBacklog {
  readonly #commits: GroupCommit;
  readonly #tables: () => Iterable<DocumentTable>;
  readonly #onFailure: (thrown: unknown) => void;
  #timer: NodeJS.Timeout | null = null;
  #lastCommitAt = 0;
  #isAtWork = false;
  #isStopped = false;

  constructor(commits: GroupCommit, tables: () => Iterable<DocumentTable>, onFailure: (thrown: unknown) => void) {
    this.#commits = commits;
    this.#tables = tables;
    this.#onFailure = onFailure;
  }

  /** Something was written, or a table was opened. */
  mayWait(): void {
    if (this.#isAtWork) return;
    this.#lastCommitAt = Date.now();
    this.#lookIn(idleMs);
  }

  stop(): void {
    this.#isStopped = true;
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #lookIn(ms: number): void {
    if (!this.#isStopped) this.#timer ??= setTimeout(() => this.#look(), ms).unref();
  }

  #look(): void {
    this.#timer = null;
    try {
      const tables = [...this.#tables()];
      const behind = tables.find(({ search }) => search?.isBehind);
      const table = behind ?? tables.find(({ search }) => search?.isInPieces);
      if (!table?.search) return;
      const isTooMany = behind !== undefined && table.search.waiting > mostWaiting;
      const restMs = this.#lastCommitAt + idleMs - Date.now();
      if (restMs > 0 && !isTooMany) this.#lookIn(restMs);
      else if (!behind) void this.#work(table, (search) => search.joinPieces());
      else void this.#work(table, (search) => search.catchUp(isTooMany ? atOnceOfTooMany : atOnce));
    } catch (thrown) {
      this.#onFailure(thrown);
    }
  }

  async #work(table: DocumentTable, step: (search: SearchIndex) => void): Promise<void> {
    this.#isAtWork = true;
    try {
      await this.#commits.add(() => {
        if (!table.isRemoved && table.search) step(table.search);
      });
      this.#lookIn(0);
    } catch (thrown) {
      // What waits is tried again after the next commit.
      this.#onFailure(thrown);
    } finally {
      this.#isAtWork = false;
    }
  }
}

import type { DocumentTable } from './document-table.ts';
import type { GroupCommit } from './group-commit.ts';

const idleMs = 250;
const atOnce = 200;
/** More than this does not wait for a pause in the writing: a search would have to wait for it. */
const mostWaiting = 10_000;
/** As many as a page of a download brings. */
const atOnceOfTooMany = 1_000;

/**
 * Brings the words of what was written into the full-text indexes when nobody waits, in transactions of its own: no save
 * is held up or refused by an index. What waits stands in the file, and a search brings it in before it answers.
 */
export class SearchBacklog {
  readonly #commits: GroupCommit;
  readonly #tables: () => Iterable<DocumentTable>;
  readonly #onFailure: (thrown: unknown) => void;
  #timer: NodeJS.Timeout | null = null;
  #lastCommitAt = 0;
  #isCatchingUp = false;
  #isStopped = false;

  constructor(commits: GroupCommit, tables: () => Iterable<DocumentTable>, onFailure: (thrown: unknown) => void) {
    this.#commits = commits;
    this.#tables = tables;
    this.#onFailure = onFailure;
  }

  /** Something was written, or a table was opened. */
  mayWait(): void {
    if (this.#isCatchingUp) return;
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
      const table = [...this.#tables()].find(({ search }) => search?.isBehind);
      if (!table?.search) return;
      const isTooMany = table.search.waiting > mostWaiting;
      const restMs = this.#lastCommitAt + idleMs - Date.now();
      if (restMs > 0 && !isTooMany) this.#lookIn(restMs);
      else void this.#catchUp(table, isTooMany ? atOnceOfTooMany : atOnce);
    } catch (thrown) {
      this.#onFailure(thrown);
    }
  }

  async #catchUp(table: DocumentTable, most: number): Promise<void> {
    this.#isCatchingUp = true;
    try {
      await this.#commits.add(() => {
        if (!table.isRemoved) table.search?.catchUp(most);
      });
      this.#lookIn(0);
    } catch (thrown) {
      // What waits is tried again after the next commit.
      this.#onFailure(thrown);
    } finally {
      this.#isCatchingUp = false;
    }
  }
}

import type { DocumentTable } from './document-table.ts';
import type { GroupCommit } from './group-commit.ts';
import type { SearchIndex } from './search-index.ts';

const idleMs = 250;
const atOnce = 200;
/** More than this is not left for later: a search has to wait for it. */
const mostWaiting = 10_000;
/** As many as a page of a download brings. */
const mostInAWrite = 1_000;

/**
 * Brings the words of what was written into the full-text indexes when nobody waits. A save is durable without that; what
 * waits stands in the file, and a search brings it in before it answers.
 */
export class SearchBacklog {
  readonly #commits: GroupCommit;
  readonly #tables: () => Iterable<DocumentTable>;
  #timer: NodeJS.Timeout | null = null;
  #lastCommitAt = 0;
  #isCatchingUp = false;
  #isStopped = false;

  constructor(commits: GroupCommit, tables: () => Iterable<DocumentTable>) {
    this.#commits = commits;
    this.#tables = tables;
  }

  /** Within every transaction: keeps a long download from leaving too much for later. */
  limit(): void {
    for (const search of this.#behind()) {
      const tooMany = search.waiting - mostWaiting;
      if (tooMany > 0) search.catchUp(Math.min(tooMany, mostInAWrite));
    }
  }

  /** Something was written, or a table was opened. */
  mayWait(): void {
    if (!this.#isCatchingUp) this.#lastCommitAt = Date.now();
    if (!this.#timer && this.#next()) this.#timer = setTimeout(() => this.#whenIdle(), idleMs).unref();
  }

  stop(): void {
    this.#isStopped = true;
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #whenIdle(): void {
    this.#timer = null;
    const restMs = this.#lastCommitAt + idleMs - Date.now();
    const search = this.#next();
    if (!search) return;
    if (restMs > 0) {
      this.#timer = setTimeout(() => this.#whenIdle(), restMs).unref();
      return;
    }
    this.#isCatchingUp = true;
    const goOn = () => {
      this.#isCatchingUp = false;
      if (!this.#isStopped) this.#timer ??= setTimeout(() => this.#whenIdle(), 0).unref();
    };
    // A full disk: what waits is tried again after the next commit.
    const giveUp = () => {
      this.#isCatchingUp = false;
    };
    this.#commits.add(() => search.catchUp(atOnce)).then(goOn, giveUp);
  }

  #next(): SearchIndex | undefined {
    return this.#behind()[0];
  }

  #behind(): SearchIndex[] {
    return [...this.#tables()].flatMap(({ search, isRemoved }) => (search?.isBehind && !isRemoved ? [search] : []));
  }
}

import type { Sqlite } from './open-file.ts';
import type { Statements } from './statements.ts';

/** A place in a file's history: so many commits of this very file. */
export interface CommitMark {
  /** Random name that the file got when it was made. */
  readonly fileId: string;
  readonly commits: number;
}

interface StateRow {
  readonly file_id: string;
  readonly commits: number;
  readonly is_clean: number;
  readonly copied_commits: number;
}

/** The commit counter of a file, written with every commit, and whether it was closed in order. */
export class FileState {
  readonly fileId: string;
  /** False when the program that had it open last ended without closing it. */
  readonly wasClean: boolean;
  readonly #statements: Statements;
  #commits: number;
  #copiedCommits: number;

  constructor(statements: Statements) {
    const row = statements
      .get('select file_id, commits, is_clean, copied_commits from storage_state')
      .get() as StateRow;
    this.fileId = row.file_id;
    this.wasClean = row.is_clean === 1;
    this.#commits = row.commits;
    this.#copiedCommits = row.copied_commits;
    this.#statements = statements;
  }

  get mark(): CommitMark {
    return { fileId: this.fileId, commits: this.#commits };
  }

  /** Commits since the last good copy was written. */
  get commitsSinceCopy(): number {
    return this.#commits - this.#copiedCommits;
  }

  markCopied(): void {
    this.#copiedCommits = this.#commits;
    this.#statements.get('update storage_state set copied_commits = ? where one = 1').run(this.#commits);
  }

  /** True when commits that were once acknowledged are missing, or this is another file. */
  isBehind(mark: CommitMark): boolean {
    return mark.fileId !== this.fileId || mark.commits > this.#commits;
  }

  /** Part of each transaction. */
  countCommit(): void {
    this.#statements.get('update storage_state set commits = ?, is_clean = 0 where one = 1').run(this.#commits + 1);
  }

  /** The transaction that `countCommit` was part of is durable. */
  committed(): void {
    this.#commits++;
  }

  markClean(db: Sqlite): void {
    if (db.inTransaction) return;
    this.#statements.get('update storage_state set is_clean = 1 where one = 1 and is_clean = 0').run();
  }
}

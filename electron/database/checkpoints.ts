import { statSync } from 'node:fs';
import type { Sqlite } from './open-file.ts';

const idleMs = 1_500;
const largeWalBytes = 48 * 1024 * 1024;

/**
 * Moves the write-ahead log into the file when nobody waits: after a while without a commit, or after the replies of a
 * commit that made it large. The log is durable by itself; this only keeps it short.
 */
export class Checkpoints {
  readonly #db: Sqlite;
  readonly #onFailure: (thrown: unknown) => void;
  #timer: NodeJS.Timeout | null = null;
  #lastCommitAt = 0;

  constructor(db: Sqlite, onFailure: (thrown: unknown) => void) {
    this.#db = db;
    this.#onFailure = onFailure;
  }

  afterCommit(): void {
    this.#lastCommitAt = Date.now();
    this.#timer ??= setTimeout(() => this.#whenIdle(), idleMs).unref();
    if (walBytesOf(this.#db.name) > largeWalBytes) {
      setImmediate(() => setImmediate(() => this.run('passive')));
    }
  }

  run(kind: 'passive' | 'truncate'): void {
    if (!this.#db.open || this.#db.inTransaction) return;
    try {
      this.#db.pragma(`wal_checkpoint(${kind})`);
    } catch (thrown) {
      this.#onFailure(thrown);
    }
  }

  stop(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #whenIdle(): void {
    this.#timer = null;
    const restMs = this.#lastCommitAt + idleMs - Date.now();
    if (restMs > 0) this.#timer = setTimeout(() => this.#whenIdle(), restMs).unref();
    else this.run('passive');
  }
}

/** Size of the write-ahead log beside a file, in bytes. */
export function walBytesOf(file: string): number {
  return statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0;
}

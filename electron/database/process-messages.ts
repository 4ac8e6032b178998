import type { Problem } from '../../shared/problem/problem.ts';
import type { AllowedCollection } from './collection-gate.ts';
import type { CommitMark } from './file-state.ts';

/** From main to the database process, over `process.parentPort`. */
export type ToDatabaseProcess =
  /** Opens the file: answered by `opened` or `failed`. One file a process. */
  | {
      readonly type: 'open';
      readonly file: string;
      /** 256 bits. As bytes: a text could not be overwritten in main, which outlives the lock. */
      readonly key: Uint8Array;
      readonly collections: readonly AllowedCollection[];
      /** The last mark that was reported for this file; null when none is known. */
      readonly lastMark: CommitMark | null;
    }
  /** With one port: whoever has the other end is served from now on. Before `open` it waits for it. */
  | { readonly type: 'connect' }
  /** Moves the write-ahead log into the file, at suspend for instance: answered by `checkpointed`. */
  | { readonly type: 'checkpoint' }
  /** Writes the last good copy now: answered by `copied`, or by `problem`. */
  | { readonly type: 'copy' }
  /** Commits what waits and closes: answered by `closed`. The process may then be ended. */
  | { readonly type: 'close'; readonly writesCopy: boolean };

/** From the database process to main. */
export type FromDatabaseProcess =
  /** The first message: it listens. */
  | { readonly type: 'ready' }
  | {
      readonly type: 'opened';
      readonly mark: CommitMark;
      /** Acknowledged commits up to `lastMark` are missing from the file. */
      readonly isRolledBack: boolean;
      /** ISO 8601 time of the last good copy. */
      readonly copiedAt: string | null;
    }
  | { readonly type: 'failed'; readonly problem: Problem }
  /**
   * A commit that is durable, at most every `reportMs` and before `closed`. So at the next open every loss of a save
   * that was acknowledged before the last report is noticed; of the last `reportMs` it may go unnoticed.
   */
  | { readonly type: 'committed'; readonly mark: CommitMark }
  | { readonly type: 'checkpointed' }
  | { readonly type: 'copied'; readonly at: string }
  /** Of the file itself, met by any call: damaged, full, read-only. */
  | { readonly type: 'problem'; readonly problem: Problem }
  | { readonly type: 'closed'; readonly mark: CommitMark | null };

/** How long a commit may go unreported, in milliseconds. */
export const reportMs = 200;

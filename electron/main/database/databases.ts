import type { CommitMark } from '../../database/file-state.ts';

/** A person's database file, open in the database process. */
export interface OpenDatabase {
  /** Set when the last acknowledged save is missing from the file: the disk dropped it. */
  readonly isRolledBack: boolean;
  /** The file's last commit when it was opened. */
  readonly mark: CommitMark;
  /** False once the process has ended, by itself or by `close`. */
  readonly isAlive: boolean;
  /** Hands a fresh port to the window. */
  connect(): void;
  /** Closes the file and ends the process, and the key with it. `writesCopy` keeps the last good copy young. */
  close(writesCopy: boolean): Promise<void>;
}

export interface DatabaseInput {
  /** The person's folder. */
  readonly folder: string;
  /** 256 bits; overwritten once it was handed over. */
  readonly key: Buffer;
  /** The last acknowledged commit that is known; null for a new file. */
  readonly lastMark: CommitMark | null;
  /** Told of acknowledged commits, now and then. */
  readonly onCommitted: (mark: CommitMark) => void;
}

/** The database process, as the session uses it. One file is open at a time. */
export interface Databases {
  /** Starts the process ahead of an `open`, while a PIN is being checked. */
  prepare(): void;
  /** Throws `database.damaged`, `database.keyWrong`, `database.newer`, `database.diskFull` and the like. */
  open(input: DatabaseInput): Promise<OpenDatabase>;
  /** Puts the last good copy in the place of the file, which is kept aside. ISO 8601 time of the copy. Throws `notFound`. */
  restore(folder: string): Promise<string>;
  /** Keeps the file and its last good copy aside, so that the next `open` makes a new one. */
  setAside(folder: string): Promise<void>;
  /** ISO 8601 time of the last good copy; null when there is none. */
  lastGoodCopy(folder: string): Promise<string | null>;
}

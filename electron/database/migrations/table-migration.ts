import type { Sqlite } from '../open-file.ts';

/** One step from a layout of the file to the next. Adds; never drops what an older program would read. */
export interface TableMigration {
  /** The layout that it leads to: one more than the step before. */
  readonly layout: number;
  /** Runs within a transaction. */
  up(db: Sqlite): void;
}

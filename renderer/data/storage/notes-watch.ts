import type { BulkWriteRow, RxStorageInstance, RxStorageReplicationMeta } from 'rxdb';

/** A row that RxDB's replication notes: the state that the server is known to have, or how far it has come. */
export type NoteRow = BulkWriteRow<RxStorageReplicationMeta<unknown, unknown>>;
type Notes = RxStorageInstance<RxStorageReplicationMeta<unknown, unknown>, unknown, unknown>;

/** Looks over the shoulder of RxDB's replication as it writes its notes about one collection. */
export interface NotesWatch {
  /** True for a row that must not be noted. */
  withholds(row: NoteRow): boolean;
  /** Adds to a row, before it is noted, what RxDB does not know. */
  complete(row: NoteRow): void;
  /** The rows are durably noted; `bySending`: after a push, not a pull. */
  noted(rows: readonly NoteRow[], bySending: boolean): void;
  /** RxDB is through with the rows of a push, noted or not. */
  done(rows: readonly NoteRow[]): void;
}

/**
 * Sets a watch over a replication's notes. What RxDB notes as known to the server is the truth about what is still unsent;
 * and what the server refused must not be noted, though RxDB itself knows only accepted and conflict.
 */
export function watchNotes(instance: Notes, watch: NotesWatch): void {
  const write = instance.bulkWrite.bind(instance);
  instance.bulkWrite = async (rows, context) => {
    const wanted = rows.filter((row) => !watch.withholds(row));
    for (const row of wanted) watch.complete(row);
    const result = wanted.length > 0 ? await write(wanted, context) : { error: [] };
    const failed = new Set(result.error.map(({ documentId }) => documentId));
    const bySending = context.startsWith('replication-up-');
    watch.noted(failed.size === 0 ? wanted : wanted.filter(({ document }) => !failed.has(document.id)), bySending);
    if (bySending) watch.done(rows);
    return result;
  };
}

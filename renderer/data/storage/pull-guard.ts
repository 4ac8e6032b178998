import {
  type BulkWriteRow,
  getHeightOfRevision,
  type RxDocumentData,
  type RxStorageInstance,
  type RxStorageWriteError,
} from 'rxdb';

/** A document of any collection, as RxDB stores it. */
type Stored = RxDocumentData<Record<string, unknown>>;

const fromServerPrefix = 'replication-downstream-';

/** True for a write by which RxDB's replication puts what it pulled into a collection. */
export function isFromServer(context: string): boolean {
  return context.startsWith(fromServerPrefix);
}

export interface PullGuard {
  /** What RxDB marks documents with that its replication pulled. */
  readonly mark: string;
  /** True for a pulled document that may not be written: what is stored is newer. */
  isOutdated(documentId: string): boolean;
  /** The server's receipt of a pulled document; null when it gave none. */
  receiptOf(documentId: string, document: Stored): string | null;
}

/**
 * Lets a guard hold back pulled documents. A page of the feed may be older than a push that was confirmed while the page
 * was on its way; RxDB would write it over the pushed state. A row held back fails as one that somebody edited meanwhile.
 * Documents are marked as pulled, which RxDB forgets of new ones, and keep their receipt: should the program end before they
 * are noted, they would be taken for unsent, and the receipt be gone.
 */
export function guardPulls<Document>(
  instance: RxStorageInstance<Document, unknown, unknown>,
  guardOf: () => PullGuard | undefined,
): void {
  const write = instance.bulkWrite.bind(instance);
  const { primaryKey } = instance.schema;
  const primary = typeof primaryKey === 'string' ? primaryKey : String(primaryKey.key);
  instance.bulkWrite = async (rows, context) => {
    const guard = isFromServer(context) ? guardOf() : undefined;
    if (!guard) return write(rows, context);
    const wanted: BulkWriteRow<Document>[] = [];
    const held: RxStorageWriteError<Document>[] = [];
    for (const row of rows) {
      const documentId = String(Reflect.get(row.document, primary));
      const { previous, document } = row;
      const o = { hash: guard.mark, _rev: getHeightOfRevision(document._rev) };
      document._meta = {
        ...document._meta,
        o,
        receipt: guard.receiptOf(documentId, document as unknown as Stored) ?? '',
      };
      if (!previous || !guard.isOutdated(documentId)) wanted.push(row);
      else held.push({ status: 409, isError: true, documentId, writeRow: row, documentInDb: previous, context });
    }
    const { error } = wanted.length > 0 ? await write(wanted, context) : { error: [] };
    return { error: [...error, ...held] };
  };
}

import {
  type BulkWriteRow,
  categorizeBulkWriteRows,
  type EventBulk,
  type RxDocumentData,
  type RxStorageChangeEvent,
  type RxStorageDefaultCheckpoint,
  type RxStorageInstance,
  type RxStorageWriteError,
  randomToken,
  type StringKeys,
} from 'rxdb';
import type { ChangeMessage, WriteOutput } from './contract.ts';
import { idOf } from './pack-rows.ts';

export type Events<Doc> = EventBulk<RxStorageChangeEvent<RxDocumentData<Doc>>, RxStorageDefaultCheckpoint>;

export interface SettledWrite<Doc> {
  readonly errors: RxStorageWriteError<Doc>[];
  /** What the change stream tells; null when nothing happened. */
  readonly events: Events<Doc> | null;
}

/**
 * What a bulk write did, made from what was sent and what failed: RxDB's own rules (`categorizeBulkWriteRows`) turn the
 * rows that were written into events. The engine sends none of it back.
 */
export function settleWrite<Doc, Internals, Options>(
  instance: RxStorageInstance<Doc, Internals, Options, RxStorageDefaultCheckpoint>,
  primary: string,
  rows: BulkWriteRow<Doc>[],
  output: WriteOutput,
  context: string,
): SettledWrite<Doc> {
  const failed = new Map(output.errors.map((error) => [error.row, error]));
  const inserted = new Set(output.inserted);
  const stored = new Map<string, RxDocumentData<Doc>>();
  const written = failed.size === 0 ? rows : rows.filter((_row, index) => !failed.has(index));
  rows.forEach((row, index) => {
    if (row.previous && !failed.has(index) && !inserted.has(index))
      stored.set(idOf(row.document, primary), row.previous);
  });
  const { eventBulk, newestRow, errors } = categorizeBulkWriteRows<Doc>(
    instance,
    primary as StringKeys<Doc>,
    stored,
    written,
    context,
  );
  for (const [index, error] of failed) {
    const writeRow = rows[index];
    if (!writeRow) continue;
    const base = { documentId: idOf(writeRow.document, primary), isError: true, writeRow, context } as const;
    const documentInDb = error.document === null ? undefined : (JSON.parse(error.document) as RxDocumentData<Doc>);
    if (error.status === 409 && documentInDb) errors.push({ ...base, status: 409, documentInDb });
    if (error.status === 510) {
      errors.push({ ...base, status: 510, attachmentId: error.attachment, ...(documentInDb ? { documentInDb } : {}) });
    }
  }
  if (!newestRow || eventBulk.events.length === 0) return { errors, events: null };
  const newest = newestRow.document;
  eventBulk.checkpoint = { id: idOf(newest, primary), lwt: newest._meta.lwt };
  return { errors, events: eventBulk };
}

const source = randomToken(10);
let bulks = 0;

/** The events of another port's write. */
export function eventsOf<Doc>(message: ChangeMessage): Events<Doc> {
  return {
    id: `${source}-${++bulks}`,
    context: message.context,
    checkpoint: message.checkpoint,
    events: message.changes.map((change): RxStorageChangeEvent<RxDocumentData<Doc>> => {
      const documentData = JSON.parse(change.document) as RxDocumentData<Doc>;
      const previous = change.previous === null ? undefined : (JSON.parse(change.previous) as RxDocumentData<Doc>);
      const base = { documentId: change.id, documentData };
      if (change.operation === 'INSERT' || !previous) {
        return { ...base, operation: 'INSERT', previousDocumentData: undefined };
      }
      return { ...base, operation: change.operation, previousDocumentData: previous };
    }),
  };
}

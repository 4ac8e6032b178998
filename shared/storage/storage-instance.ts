import {
  type BulkWriteRow,
  type EventBulk,
  getPrimaryFieldOfPrimaryKey,
  now,
  type PreparedQuery,
  type RxAttachmentWriteData,
  type RxDocumentData,
  type RxJsonSchema,
  type RxStorageBulkWriteResponse,
  type RxStorageChangeEvent,
  type RxStorageCountResult,
  type RxStorageDefaultCheckpoint,
  type RxStorageInstance,
  type RxStorageQueryResult,
  type StringKeys,
} from 'rxdb';
import type { Observable, Subject } from 'rxjs';
import { ProblemError } from '../problem/problem.ts';
import type { Connection, Link } from './connection.ts';
import type { ChangeMessage, OpenInput, StorageOptions, Texts, WireQuery, WriteOutput } from './contract.ts';
import { idOf, packRows, packRowsWithAttachments } from './pack-rows.ts';
import { type Events, eventsOf, settleWrite } from './settle-write.ts';

type BlobLike = RxAttachmentWriteData['data'];
declare const Blob: new (parts: readonly ArrayBuffer[], options: { readonly type: string }) => BlobLike;

/** Instances of one collection in this process, and the one stream on which all tell what they wrote. */
export interface Shared {
  readonly changes: Subject<unknown>;
  instances: number;
}

export interface StorageInternals {
  readonly connection: Connection;
}

interface LostWrite<Doc> {
  readonly rows: BulkWriteRow<Doc>[];
  readonly context: string;
}

/** One collection's storage, as RxDB sees it, over a connection to the engine. */
export class StorageInstance<Doc>
  implements RxStorageInstance<Doc, StorageInternals, StorageOptions, RxStorageDefaultCheckpoint>
{
  readonly databaseName: string;
  readonly collectionName: string;
  readonly schema: Readonly<RxJsonSchema<RxDocumentData<Doc>>>;
  readonly options: Readonly<StorageOptions>;
  readonly internals: StorageInternals;
  readonly link: Link;
  readonly #primary: StringKeys<RxDocumentData<Doc>>;
  readonly #shared: Shared;
  readonly #whenClosed: () => void;
  readonly #lost: LostWrite<Doc>[] = [];
  #closing: Promise<void> | null = null;
  #removed = false;

  constructor(
    connection: Connection,
    open: OpenInput,
    schema: Readonly<RxJsonSchema<RxDocumentData<Doc>>>,
    shared: Shared,
    whenClosed: () => void,
  ) {
    this.databaseName = open.database;
    this.collectionName = open.collection;
    this.schema = schema;
    this.options = open.options;
    this.internals = { connection };
    this.#primary = getPrimaryFieldOfPrimaryKey(schema.primaryKey);
    this.#shared = shared;
    this.#whenClosed = whenClosed;
    this.link = {
      open,
      handle: null,
      problem: null,
      changed: (message) => this.#changedElsewhere(message),
      reopened: () => this.#lookUpLost(),
    };
  }

  async bulkWrite(rows: BulkWriteRow<Doc>[], context: string): Promise<RxStorageBulkWriteResponse<Doc>> {
    this.#refuseWhenClosed();
    const packed = this.schema.attachments ? await packRowsWithAttachments(rows) : packRows(rows);
    let error: RxStorageBulkWriteResponse<Doc>['error'] = [];
    await this.internals.connection.call(
      'write',
      this.link,
      { ...packed, context },
      {
        answered: (output) => {
          error = this.#settle(rows, output, context);
        },
        lost: () => this.#lost.push({ rows, context }),
      },
    );
    return { error };
  }

  async findDocumentsById(ids: string[], withDeleted: boolean): Promise<RxDocumentData<Doc>[]> {
    this.#refuseWhenClosed();
    return parse(await this.internals.connection.call('find', this.link, { ids, withDeleted }));
  }

  async query(prepared: PreparedQuery<Doc>): Promise<RxStorageQueryResult<Doc>> {
    this.#refuseWhenClosed();
    const documents = await this.internals.connection.call('query', this.link, { query: wireQueryOf(prepared) });
    return { documents: parse(documents) };
  }

  async count(prepared: PreparedQuery<Doc>): Promise<RxStorageCountResult> {
    this.#refuseWhenClosed();
    const count = await this.internals.connection.call('count', this.link, { query: wireQueryOf(prepared) });
    return { count, mode: 'fast' };
  }

  async getAttachmentData(documentId: string, attachmentId: string, digest: string): Promise<BlobLike> {
    this.#refuseWhenClosed();
    const fields = { id: documentId, name: attachmentId, digest };
    const { type, data } = await this.internals.connection.call('attachment', this.link, fields);
    return new Blob([data], { type });
  }

  async getChangedDocumentsSince(
    limit: number,
    checkpoint?: RxStorageDefaultCheckpoint,
  ): Promise<{ documents: RxDocumentData<Doc>[]; checkpoint: RxStorageDefaultCheckpoint }> {
    this.#refuseWhenClosed();
    const fields = { limit, checkpoint: checkpoint ?? null };
    const changes = await this.internals.connection.call('changes', this.link, fields);
    return { documents: parse(changes.documents), checkpoint: changes.checkpoint };
  }

  changeStream(): Observable<EventBulk<RxStorageChangeEvent<RxDocumentData<Doc>>, RxStorageDefaultCheckpoint>> {
    return (this.#shared.changes as Subject<Events<Doc>>).asObservable();
  }

  cleanup(minimumDeletedTimeMs: number): Promise<boolean> {
    if (this.#closing) return Promise.reject(new ProblemError('database.closed'));
    return this.internals.connection.call('cleanup', this.link, { before: now() - minimumDeletedTimeMs });
  }

  close(): Promise<void> {
    this.#closing ??= this.#end('close');
    return this.#closing;
  }

  remove(): Promise<void> {
    if (this.#closing) return Promise.reject(new ProblemError('database.closed'));
    this.#removed = true;
    this.#closing = this.#end('remove');
    return this.#closing;
  }

  async #end(op: 'close' | 'remove'): Promise<void> {
    const { connection } = this.internals;
    try {
      // Without a port there is nothing to close on the other side; a removal waits for one.
      if (connection.isAttached || this.#removed) await connection.call(op, this.link, {});
    } finally {
      connection.forget(this.link);
      this.#whenClosed();
    }
  }

  #refuseWhenClosed(): void {
    if (this.#closing) throw new ProblemError('database.closed');
  }

  #settle(rows: BulkWriteRow<Doc>[], output: WriteOutput, context: string): RxStorageBulkWriteResponse<Doc>['error'] {
    const { errors, events } = settleWrite(this, this.#primary, rows, output, context);
    if (events) this.#shared.changes.next(events);
    return errors;
  }

  #changedElsewhere(message: ChangeMessage): void {
    this.#shared.changes.next(eventsOf<Doc>(message));
  }

  /** Writes that were sent to a process which ended before it answered: those that it had saved are told now. */
  async #lookUpLost(): Promise<void> {
    for (let write = this.#lost[0]; write; write = this.#lost[0]) {
      const { rows, context } = write;
      const ids = rows.map((row) => idOf(row.document, this.#primary));
      const texts = await this.internals.connection.callFirst('find', this.link, { ids, withDeleted: true });
      const stored = new Map(parse<Doc>(texts).map((document) => [idOf(document, this.#primary), document._rev]));
      const saved = rows.filter((row) => stored.get(idOf(row.document, this.#primary)) === row.document._rev);
      // The process may end again before it answers: only what was looked up is done with.
      this.#lost.shift();
      if (saved.length > 0) this.#settle(saved, { errors: [], inserted: [] }, context);
    }
  }
}

function parse<Doc>(texts: Texts): RxDocumentData<Doc>[] {
  return texts.map((text) => JSON.parse(text));
}

function wireQueryOf<Doc>({ query }: PreparedQuery<Doc>): WireQuery {
  const { selector, sort, skip, limit } = query;
  return { selector, sort, skip, limit: limit ?? null } as WireQuery;
}

import {
  fillWithDefaultSettings,
  type MangoQuery,
  normalizeMangoQuery,
  now,
  type PreparedQuery,
  prepareQuery,
  type RxDocumentData,
  type RxJsonSchema,
  type RxStorage,
  type RxStorageInstance,
  randomToken,
} from 'rxdb';
import type { StorageOptions } from '../../../shared/storage/contract.ts';

export type Instance<Doc> = RxStorageInstance<Doc, unknown, StorageOptions>;

export interface InstanceOptions {
  readonly database?: string;
  readonly collection?: string;
  readonly options?: StorageOptions;
}

/** Opens one collection's storage, the schema completed as RxDB completes it. */
export function openInstance<Doc>(
  storage: RxStorage<unknown, StorageOptions>,
  schema: RxJsonSchema<Doc>,
  { database = `db${randomToken(8)}`, collection = 'things', options = {} }: InstanceOptions = {},
): Promise<Instance<Doc>> {
  return storage.createStorageInstance<Doc>({
    databaseInstanceToken: randomToken(10),
    databaseName: database,
    collectionName: collection,
    schema: fillWithDefaultSettings(schema),
    options,
    multiInstance: false,
    devMode: true,
  });
}

/** A document as RxDB would hand it to the storage. */
export function stored<Doc>(document: Doc, changes: Partial<RxDocumentData<Doc>> = {}): RxDocumentData<Doc> {
  const meta = { _deleted: false, _attachments: {}, _rev: '1-first', _meta: { lwt: now() } };
  return { ...document, ...meta, ...changes };
}

/** The next state of a stored document. */
export function changed<Doc>(
  previous: RxDocumentData<Doc>,
  changes: Partial<RxDocumentData<Doc>>,
): { previous: RxDocumentData<Doc>; document: RxDocumentData<Doc> } {
  const height = Number.parseInt(previous._rev, 10) + 1;
  const document = { ...previous, _rev: `${height}-next`, _meta: { lwt: now() }, ...changes };
  return { previous, document };
}

export function prepared<Doc>(instance: Instance<Doc>, query: MangoQuery<Doc>): PreparedQuery<Doc> {
  return prepareQuery(instance.schema, normalizeMangoQuery(instance.schema, query));
}

/** Collects what a change stream tells. */
export function eventsOf<Doc>(instance: Instance<Doc>) {
  const bulks: Parameters<Parameters<ReturnType<Instance<Doc>['changeStream']>['subscribe']>[0] & object>[0][] = [];
  instance.changeStream().subscribe((bulk) => bulks.push(bulk));
  return bulks;
}

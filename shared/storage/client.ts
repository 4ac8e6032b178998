import {
  ensureRxStorageInstanceParamsAreCorrect,
  normalizeMangoQuery,
  type RxStorage,
  type RxStorageInstance,
  type RxStorageInstanceCreationParams,
} from 'rxdb';
import { RXDB_VERSION } from 'rxdb/plugins/utils';
import { Subject } from 'rxjs';
import { type Problem, ProblemError } from '../problem/problem.ts';
import { Connection } from './connection.ts';
import {
  type GroupedCount,
  type OpenInput,
  type Operation,
  protocolVersion,
  type StorageOptions,
  type WireSchema,
  type WireSelector,
} from './contract.ts';
import type { StoragePort } from './port.ts';
import { type Shared, StorageInstance, type StorageInternals } from './storage-instance.ts';

/** Counts documents by the value of a field, where they are stored. Deleted documents do not count. */
export interface CountRequest {
  readonly type: 'count';
  readonly database?: string;
  readonly collection: string;
  /** Mango selector, as given to a query. */
  readonly selector?: WireSelector;
  /** Dotted path. */
  readonly groupBy: string;
}

/** Full-text search: the phrase first, then all its words; newest first. Ids of at most `limit` documents. */
export interface SearchRequest {
  readonly type: 'search';
  readonly database?: string;
  readonly collection: string;
  /** As typed: with tones or without; the last word may be a part of one. */
  readonly text: string;
  readonly limit: number;
}

export interface CustomRequest {
  (request: CountRequest): Promise<readonly GroupedCount[]>;
  (request: SearchRequest): Promise<readonly string[]>;
}

export interface EncryptedStorage extends RxStorage<StorageInternals, StorageOptions> {
  readonly customRequest: CustomRequest;
}

/** The storage of one engine, reached over a port that may end and be replaced. */
export interface StorageClient {
  readonly storage: EncryptedStorage;
  /** Goes on over this port: the first one, or another after the engine's process has ended. */
  attach(port: StoragePort): Promise<void>;
  /** The process has ended: refuses every waiting call with this problem (`database.unavailable` unless given). */
  detach(problem?: Problem): void;
  readonly isAttached: boolean;
  close(): void;
}

export interface StorageClientOptions {
  /** Other time limits than the contract's, in milliseconds. */
  readonly limitsMs?: Partial<Record<Operation, number>>;
}

type AnyInstance = RxStorageInstance<unknown, StorageInternals, StorageOptions> &
  Pick<StorageInstance<unknown>, 'link'>;

/** Makes a storage whose calls wait until `attach` gives it a port. Several databases may share one. */
export function createStorageClient(options: StorageClientOptions = {}): StorageClient {
  const connection = new Connection(options.limitsMs);
  const sharedByName = new Map<string, Shared>();
  const openInstances = new Set<AnyInstance>();

  const storage: EncryptedStorage = {
    name: 'encrypted-sqlite',
    rxdbVersion: RXDB_VERSION,
    async createStorageInstance<Doc>(params: RxStorageInstanceCreationParams<Doc, StorageOptions>) {
      ensureRxStorageInstanceParamsAreCorrect(params);
      const open = openInputOf(params);
      const name = JSON.stringify([params.databaseName, params.collectionName, params.schema.version]);
      const shared = share(name);
      const instance: StorageInstance<Doc> = new StorageInstance(connection, open, params.schema, shared, () => {
        openInstances.delete(instance as unknown as AnyInstance);
        unshare(name, shared);
      });
      try {
        await connection.open(instance.link);
      } catch (thrown) {
        unshare(name, shared);
        throw thrown;
      }
      openInstances.add(instance as unknown as AnyInstance);
      return instance;
    },
    customRequest: customRequest as CustomRequest,
  };

  function share(name: string): Shared {
    const shared = sharedByName.get(name) ?? { changes: new Subject<unknown>(), instances: 0 };
    shared.instances++;
    sharedByName.set(name, shared);
    return shared;
  }

  function unshare(name: string, shared: Shared): void {
    shared.instances--;
    if (shared.instances === 0) sharedByName.delete(name);
  }

  async function customRequest(request: CountRequest | SearchRequest): Promise<unknown> {
    const instance = instanceOf(request.database, request.collection);
    if (request.type === 'search') {
      const { ids } = await connection.call('search', instance.link, { text: request.text, limit: request.limit });
      return ids;
    }
    const query = { selector: { $and: [request.selector ?? {}, { _deleted: false }] } };
    const { selector } = normalizeMangoQuery(instance.schema, query, true);
    return connection.call('groupedCount', instance.link, {
      selector: selector as WireSelector,
      groupBy: request.groupBy,
    });
  }

  /** Of several versions that are open at once, during a migration, the newest. */
  function instanceOf(database: string | undefined, collection: string): AnyInstance {
    let found: AnyInstance | undefined;
    for (const instance of openInstances) {
      if (instance.collectionName !== collection) continue;
      if (database !== undefined && instance.databaseName !== database) continue;
      if (!found || instance.schema.version > found.schema.version) found = instance;
    }
    if (!found) throw new ProblemError('database.refused', { collection });
    return found;
  }

  return {
    storage,
    attach: (port) => connection.attach(port),
    detach: (problem) => connection.detach(problem),
    get isAttached() {
      return connection.isAttached;
    },
    close: () => connection.close(),
  };
}

function openInputOf<Doc>(params: RxStorageInstanceCreationParams<Doc, StorageOptions>): OpenInput {
  const { searchFields, searchOrder, elementFields, extraIndexes } = params.options ?? {};
  return {
    protocol: protocolVersion,
    database: params.databaseName,
    collection: params.collectionName,
    // Plain data: a schema may be frozen or hold what no port can carry.
    schema: JSON.parse(JSON.stringify(params.schema)) as WireSchema,
    options: {
      ...(searchFields ? { searchFields } : {}),
      ...(searchOrder ? { searchOrder } : {}),
      ...(elementFields ? { elementFields } : {}),
      ...(extraIndexes ? { extraIndexes } : {}),
    },
  };
}

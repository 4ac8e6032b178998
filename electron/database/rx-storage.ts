import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { RxStorageInstance, RxStorageInstanceCreationParams } from 'rxdb';
import {
  type CountRequest,
  type CustomRequest,
  createStorageClient,
  type EncryptedStorage,
  type SearchRequest,
  type StorageClient,
} from '../../shared/storage/client.ts';
import type { StorageOptions } from '../../shared/storage/contract.ts';
import { createPortPair } from '../../shared/storage/port.ts';
import type { StorageInternals } from '../../shared/storage/storage-instance.ts';
import { Engine } from './engine.ts';
import { keyCheckPathOf } from './open-file.ts';
import { servePort } from './port.ts';

export type RxStorageEncryptedSqliteOptions = {
  /** 256 bits as 64 hexadecimal digits. */
  readonly key: string;
  readonly nativeBinding?: string;
} & (
  | { /** A file for each database, named after it. */ readonly directory: string }
  | { /** One file for every database. */ readonly file: string }
);

interface OpenFile {
  readonly engine: Engine;
  readonly client: StorageClient;
  users: number;
}

/** A file has one connection in a process, whoever asks for it. */
const openFiles = new Map<string, OpenFile>();

/**
 * RxDB's storage on encrypted SQLite with the engine in this very process: for tests, benches and servers. It has
 * `customRequest` besides; `database` must be named in it unless `file` was given.
 */
export function getRxStorageEncryptedSqlite(options: RxStorageEncryptedSqliteOptions): EncryptedStorage {
  const fileOf = (database: string) =>
    resolve('file' in options ? options.file : join(options.directory, `${fileNameOf(database)}.db`));
  const { storage: plain } = createStorageClient();
  return {
    name: plain.name,
    rxdbVersion: plain.rxdbVersion,
    async createStorageInstance<Doc>(
      params: RxStorageInstanceCreationParams<Doc, StorageOptions>,
    ): Promise<RxStorageInstance<Doc, StorageInternals, StorageOptions>> {
      const file = fileOf(params.databaseName);
      const open = take(file, options);
      try {
        const instance = await open.client.storage.createStorageInstance(params);
        return givingBack(instance, () => giveBack(file, open, 'directory' in options));
      } catch (thrown) {
        giveBack(file, open, 'directory' in options);
        throw thrown;
      }
    },
    customRequest: ((request: CountRequest | SearchRequest) => {
      const open = openFiles.get(fileOf(request.database ?? ''));
      const { customRequest } = open?.client.storage ?? plain;
      return request.type === 'count' ? customRequest(request) : customRequest(request);
    }) as CustomRequest,
  };
}

function take(file: string, { key, nativeBinding }: RxStorageEncryptedSqliteOptions): OpenFile {
  const known = openFiles.get(file);
  if (known) {
    known.users++;
    return known;
  }
  mkdirSync(resolve(file, '..'), { recursive: true });
  const engine = Engine.open({ file, keyHex: key, ...(nativeBinding === undefined ? {} : { nativeBinding }) });
  const client = createStorageClient();
  const [near, far] = createPortPair();
  servePort({ engine, port: far, allowed: 'any' });
  void client.attach(near);
  const open: OpenFile = { engine, client, users: 1 };
  openFiles.set(file, open);
  return open;
}

function giveBack(file: string, open: OpenFile, deletesEmpty: boolean): void {
  open.users--;
  if (open.users > 0) return;
  openFiles.delete(file);
  const isEmpty = open.engine.tables.isEmpty;
  open.client.close();
  open.engine.close();
  if (!isEmpty || !deletesEmpty) return;
  for (const path of [file, `${file}-wal`, keyCheckPathOf(file)]) if (existsSync(path)) rmSync(path);
}

/** Runs `after` once the instance has been closed or removed. */
function givingBack<Instance extends Pick<RxStorageInstance<unknown, unknown, unknown>, 'close' | 'remove'>>(
  instance: Instance,
  after: () => void,
): Instance {
  let isGiven = false;
  const once = () => {
    if (!isGiven) after();
    isGiven = true;
  };
  const { close, remove } = instance;
  instance.close = () => close.call(instance).finally(once);
  instance.remove = () => remove.call(instance).finally(once);
  return instance;
}

/** A file name for any database name: what a file system may not take is written in hexadecimal. */
function fileNameOf(database: string): string {
  return /^[a-z0-9_-]{1,100}$/.test(database) ? database : `x${Buffer.from(database).toString('hex').slice(0, 200)}`;
}

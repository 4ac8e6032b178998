import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { addRxPlugin, type RxCollection, type RxDatabase, type RxStorage } from 'rxdb';
import { disableWarnings, RxDBDevModePlugin } from 'rxdb/plugins/dev-mode';
import { RxDBLeaderElectionPlugin } from 'rxdb/plugins/leader-election';
import { RxDBLocalDocumentsPlugin } from 'rxdb/plugins/local-documents';
import { runReplicationBaseTestSuite, setConfig } from 'rxdb/plugins/test-utils';
import { wrappedValidateAjvStorage } from 'rxdb/plugins/validate-ajv';
import { Subject } from 'rxjs';
import { Type } from 'typebox';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { getRxStorageEncryptedSqlite } from '../../electron/database/rx-storage.ts';
import { conflictHandlerOf } from '../../renderer/data/conflict-handler.ts';
import { CollectionSync } from '../../renderer/data/replication/collection-sync.ts';
import { DeviceNotes } from '../../renderer/data/replication/device-notes.ts';
import { Lanes } from '../../renderer/data/replication/lanes.ts';
import { Link } from '../../renderer/data/replication/link.ts';
import { LiveStream } from '../../renderer/data/replication/live-stream.ts';
import type { Replication } from '../../renderer/data/replication/replication.ts';
import { ServerApi } from '../../renderer/data/replication/server-api.ts';
import { SentStates } from '../../renderer/data/sent-states.ts';
import { DeviceStorage } from '../../renderer/data/storage/device-storage.ts';
import { startTestServer, type TestServer } from '../../server/testing/test-server.ts';
import type { TestSession } from '../../server/testing/test-session.ts';
import type { CollectionDefinition } from '../../shared/schema/collection.ts';
import { rxSchemaOf } from '../../shared/schema/collection.ts';
import { deviceRecords } from '../../shared/schema/device-records.ts';
import { shellOf } from './device.ts';

addRxPlugin(RxDBDevModePlugin);
addRxPlugin(RxDBLocalDocumentsPlugin);
addRxPlugin(RxDBLeaderElectionPlugin);
disableWarnings();
// RxDB's suite is written for a runner with globals.
Object.assign(globalThis, { describe, it });

/** RxDB's test documents, as the server serves them for this test: in one scope, for anyone. */
const human: CollectionDefinition = {
  name: 'human',
  version: 0,
  schema: Type.Object(
    {
      passportId: Type.String(),
      firstName: Type.String(),
      lastName: Type.String(),
      age: Type.Optional(Type.Integer()),
    },
    { additionalProperties: true },
  ),
  indexes: [],
  searchFields: [],
  elementFields: [],
  extraIndexes: [],
  columns: [],
  migrations: {},
};

let server: TestServer;
let folder: string;
const storages = new WeakMap<object, DeviceStorage>();
const sessions = new Map<string, Promise<TestSession>>();

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'minh-tra-suite-'));
  server = await startTestServer({
    registrations: [
      {
        definition: human,
        idOf: (document) => document.passportId,
        scopeOf: () => 'song-mai',
        check: () => null,
      },
    ],
  });
});
afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

const key = randomBytes(32).toString('hex');
setConfig({
  storage: {
    name: 'encrypted-sqlite',
    getStorage: () => {
      const storage = new DeviceStorage(getRxStorageEncryptedSqlite({ key, directory: folder }));
      const validated: RxStorage<unknown, unknown> = wrappedValidateAjvStorage({ storage });
      storages.set(validated, storage);
      return validated;
    },
    getPerformanceStorage: () => ({
      storage: wrappedValidateAjvStorage({ storage: getRxStorageEncryptedSqlite({ key, directory: folder }) }),
      description: '',
    }),
    hasPersistence: true,
    hasMultiInstance: false,
    hasAttachments: false,
    hasReplication: true,
  },
});

interface Started {
  readonly sync: CollectionSync;
  close(): void;
}

/** Our replication of one collection, as the workspace starts it. */
async function start(collection: RxCollection): Promise<Started> {
  const { database } = collection;
  const storage = storages.get(database.storage);
  if (!storage) throw new Error('not a storage of this suite');
  const sentStates = new SentStates();
  collection.conflictHandler = conflictHandlerOf(collection.name, sentStates);
  const session = await sessionOf(database);
  if (!database.collections.device)
    await database.addCollections({
      device: { schema: rxSchemaOf(deviceRecords) as never, migrationStrategies: deviceRecords.migrations as never },
    });
  const api = new ServerApi(server.url, shellOf(session));
  const link = new Link();
  const resync$ = new Subject<'RESYNC'>();
  const stream = new LiveStream({ api, link, changed: () => resync$.next('RESYNC') });
  const sync = new CollectionSync({
    collection,
    storage,
    api,
    link,
    lanes: new Lanes(2),
    sentStates,
    carried: async () => {},
    notes: new DeviceNotes(database.collections.device as never),
    resync$,
    turn: async () => {},
    received: () => {},
    wrote: () => {},
    whole: () => {},
  });
  const close = () => {
    stream.close();
    link.close();
    sync.close();
  };
  database.onClose.push(async () => close());
  await sync.start();
  stream.start();
  return { sync, close };
}

function sessionOf(database: RxDatabase): Promise<TestSession> {
  const session = sessions.get(database.name) ?? server.signIn('an');
  sessions.set(database.name, session);
  return session;
}

describe("RxDB's own replication suite", () => {
  runReplicationBaseTestSuite({
    startReplication: async (collection: RxCollection): Promise<Replication> =>
      (await start(collection)).sync.replication,
    syncOnce: async (collection) => {
      const { sync, close } = await start(collection);
      await sync.replication.awaitInitialReplication();
      await sync.replication.awaitInSync();
      close();
    },
    getAllServerDocs: async () => {
      const rows = await server.sql<{ body: string }>('select body from sync.human');
      return rows.map(({ body }) => JSON.parse(body));
    },
    cleanUpServer: async () => {
      await server.sql('delete from sync.human');
    },
    softDeletes: true,
    isDeleted: (document) => document._deleted,
    getPrimaryOfServerDoc: (document) => document.passportId,
  });
});

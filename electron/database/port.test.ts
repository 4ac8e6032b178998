import { addRxPlugin, createRxDatabase, type RxJsonSchema, randomToken } from 'rxdb';
import { RxDBLocalDocumentsPlugin } from 'rxdb/plugins/local-documents';
import { RxDBMigrationSchemaPlugin } from 'rxdb/plugins/migration-schema';
import { replicateRxCollection } from 'rxdb/plugins/replication';
import { describe, expect, it } from 'vitest';
import { timeLimitsMs } from '../../shared/storage/contract.ts';
import { createPortPair, listen } from '../../shared/storage/port.ts';
import { schemaHashOf } from '../../shared/storage/schema-hash.ts';
import { servePort } from './port.ts';
import { connectClient, openEngine } from './testing/engines.ts';
import { type Human, humanSchema } from './testing/human-schema.ts';
import { openInstance, stored } from './testing/instances.ts';
import { wireSchemaOf } from './testing/wire-schema.ts';

addRxPlugin(RxDBLocalDocumentsPlugin);
addRxPlugin(RxDBMigrationSchemaPlugin);

const refused = { code: 'database.refused' };
const allowHumans = async () => [
  { name: 'humans', version: humanSchema.version, schemaHash: await schemaHashOf(humanSchema) },
];

describe('the closed list of collections', () => {
  it('lets through what it names with the schema that it names, and nothing else', async () => {
    const { storage } = await connectClient(openEngine(), { allowed: await allowHumans() });
    const open = (collection: string, schema: RxJsonSchema<Human> = humanSchema) =>
      openInstance<Human>(storage, schema, { database: 'test', collection });
    await (await open('humans')).close();
    await expect(open('others')).rejects.toMatchObject(refused);
    await expect(open('humans', { ...humanSchema, indexes: [] })).rejects.toMatchObject(refused);
    await expect(open('humans', { ...humanSchema, version: 1 })).rejects.toMatchObject(refused);
    await expect(open('rx-replication-meta-x')).rejects.toMatchObject(refused);
    await expect(open('plugin-local-documents-others')).rejects.toMatchObject(refused);
  });

  it('carries a whole RxDB database: internal store, local documents, replication, migration', async () => {
    const engine = openEngine();
    const humans = await connectClient(engine, { allowed: await allowHumans() });
    const database = await createRxDatabase({
      name: 'test',
      storage: humans.storage,
      multiInstance: false,
      localDocuments: true,
    });
    await database.addCollections({ humans: { schema: humanSchema, localDocuments: true } });
    await database.humans?.insert({ id: 'an', name: 'An' });
    await database.insertLocal('own', { value: 1 });
    await database.humans?.insertLocal('own', { value: 2 });
    const pushed: string[] = [];
    const replication = replicateRxCollection<Human, { at: number }>({
      replicationIdentifier: randomToken(5),
      collection: database.collections.humans as never,
      live: false,
      pull: { handler: async () => ({ documents: [], checkpoint: { at: 0 } }) },
      push: {
        handler: async (rows) => {
          pushed.push(...rows.map((row) => row.newDocumentState.id));
          return [];
        },
      },
    });
    await replication.awaitInitialReplication();
    expect(pushed).toEqual(['an']);
    await database.close();

    const newer = { ...humanSchema, version: 1 };
    const allowed = [{ name: 'humans', version: newer.version, schemaHash: await schemaHashOf(newer) }];
    const later = await connectClient(engine, { allowed });
    const again = await createRxDatabase({
      name: 'test',
      storage: later.storage,
      multiInstance: false,
      localDocuments: true,
    });
    const migrationStrategies = { 1: (older: Human) => ({ ...older, name: `${older.name} II` }) };
    await again.addCollections({ humans: { schema: newer, migrationStrategies } });
    const found = await again.collections.humans?.find().exec();
    expect(found?.map((human) => human.toJSON().name)).toEqual(['An II']);
    await again.close();
  });
});

/** Sends requests as they are, without a client. */
async function openRaw() {
  const engine = openEngine();
  const [near, far] = createPortPair();
  servePort({ engine, port: far, allowed: await allowHumans() });
  const ask = (request: unknown) =>
    new Promise<{ problem?: { code: string }; value?: unknown }>((resolve) => {
      listen(near, (data) => resolve((data as { replies: [{ problem?: { code: string } }] }).replies[0]));
      near.postMessage({ requests: [request] });
    });
  const input = { protocol: 1, database: 'test', collection: 'humans', schema: wireSchemaOf(humanSchema), options: {} };
  const { value } = await ask({ call: 1, op: 'open', input });
  return { engine, near, ask, instance: (value as { instance: number }).instance, open: input };
}

describe('the closed list of calls', () => {
  it('refuses what is no call, what is not of its form, and what belongs to another port', async () => {
    const { ask, instance, open, engine } = await openRaw();
    const other = await connectClient(engine);
    await openInstance<Human>(other.storage, humanSchema, { database: 'test', collection: 'secret' });
    const document = JSON.stringify(stored<Human>({ id: 'an', name: 'An' }));
    const wrong: readonly (readonly [string, unknown])[] = [
      ['eval', { instance }],
      ['constructor', { instance }],
      ['__proto__', { instance }],
      ['write', { instance, documents: [document], previous: [], context: 't' }],
      ['write', { instance, documents: 'x', previous: [], context: 't' }],
      ['write', { instance, documents: [1], previous: [null], context: 't' }],
      ['write', { instance, documents: [document], previous: [null], attachments: [{}], context: 't' }],
      ['find', { instance, ids: [1], withDeleted: true }],
      ['query', { instance, query: { selector: [], sort: [], skip: 0, limit: null } }],
      ['query', { instance, query: { selector: {}, sort: [], skip: -1, limit: null } }],
      ['count', { instance, query: 'x' }],
      ['changes', { instance, limit: 'x', checkpoint: null }],
      ['changes', { instance, limit: 1, checkpoint: { id: 1 } }],
      ['cleanup', { instance, before: Number.NaN }],
      ['search', { instance, text: 'x'.repeat(2_000), limit: 5 }],
      ['groupedCount', { instance, selector: {}, groupBy: 5 }],
      ['open', { ...open, options: { searchFields: [1] } }],
      ['open', { ...open, options: { elementFields: ['team.id', 1] } }],
      ['open', { ...open, options: { extraIndexes: ['kind'] } }],
      ['open', { ...open, schema: 'x' }],
      ['find', { instance: 'x', ids: [], withDeleted: true }],
    ];
    for (const [op, input] of wrong) {
      const { problem } = await ask({ call: 2, op, input });
      expect([op, problem?.code]).toEqual([op, 'database.refused']);
    }
    const elsewhere = await ask({ call: 3, op: 'find', input: { instance: instance + 1, ids: [], withDeleted: true } });
    expect(elsewhere.problem?.code).toBe('database.closed');
    const older = await ask({ call: 4, op: 'open', input: { ...open, protocol: 0 } });
    expect(older.problem?.code).toBe('database.newer');
    expect(await ask({ call: 5, op: 'find', input: { instance, ids: ['an'], withDeleted: true } })).toEqual({
      call: 5,
      value: [],
    });
  });

  it('survives what is no message at all', async () => {
    const { near, ask, instance } = await openRaw();
    for (const message of [null, 5, 'x', {}, { requests: 'x' }, { requests: [null, {}, { call: 'x' }] }])
      near.postMessage(message);
    expect(await ask({ call: 9, op: 'find', input: { instance, ids: [], withDeleted: true } })).toEqual({
      call: 9,
      value: [],
    });
  });

  it('puts no document and no selector into the text of a problem', async () => {
    const { ask, instance } = await openRaw();
    const secret = 'whistle-blower';
    const asked: readonly (readonly [string, object])[] = [
      ['write', { documents: [`{"id":"x","name":"${secret}"}`], previous: [null], context: secret }],
      ['write', { documents: [`{"id":"x","name":"${secret}"`], previous: [null], context: secret }],
      ['query', { query: { selector: { name: { $nothing: secret } }, sort: [{ id: 'asc' }], skip: 0, limit: null } }],
      [
        'query',
        { query: { selector: { name: { $regex: `(${secret}` } }, sort: [{ id: 'asc' }], skip: 0, limit: null } },
      ],
      ['query', { query: { selector: { $secret: secret }, sort: [{ id: 'asc' }], skip: 0, limit: null } }],
      ['groupedCount', { selector: { name: { $nothing: secret } }, groupBy: secret }],
      ['attachment', { id: secret, name: secret, digest: secret }],
    ];
    for (const [op, input] of asked) {
      const reply = await ask({ call: 2, op, input: { instance, ...input } });
      expect(reply.problem).toBeDefined();
      expect(JSON.stringify(reply)).not.toContain(secret);
    }
  });

  it('gives every call a time limit', () => {
    expect(Object.values(timeLimitsMs).every((limit) => limit > 0 && limit <= 60_000)).toBe(true);
  });
});

describe('grouped counts', () => {
  it('count by a column, by a nested field without one, and leave deleted documents out', async () => {
    const { storage } = await connectClient(openEngine());
    const humans = await openInstance<Human>(storage, humanSchema, { database: 'test', collection: 'humans' });
    const rows = Array.from({ length: 30 }, (_, at) => ({
      document: stored<Human>(
        {
          id: `h${at}`,
          name: at % 3 === 0 ? 'Đỗ \u{1f600}' : `n${at % 3}`,
          ...(at % 2 ? { age: at % 5 } : {}),
          ...(at % 5 ? { isAdult: at % 5 > 2 } : {}),
        },
        { _deleted: at >= 24 },
      ),
    }));
    await humans.bulkWrite(rows, 'fill');
    const count = async (groupBy: string, selector?: Record<string, unknown>) => {
      const request = { type: 'count', collection: 'humans', groupBy, ...(selector ? { selector } : {}) } as const;
      const groups = await storage.customRequest(request);
      return Object.fromEntries(groups.map(({ value, count: of }) => [String(value), of]));
    };
    expect(await count('name')).toEqual({ 'Đỗ \u{1f600}': 8, n1: 8, n2: 8 });
    expect(await count('name', { age: { $exists: true } })).toEqual({ 'Đỗ \u{1f600}': 4, n1: 4, n2: 4 });
    expect(await count('isAdult')).toEqual({ null: 5, true: 9, false: 10 });
    expect(await count('age')).toEqual({ null: 12, '0': 2, '1': 3, '2': 2, '3': 3, '4': 2 });
    expect(await count('_rev')).toEqual({ '1-first': 24 });
    expect(await count('name', { name: { $regex: '^n' } })).toEqual({ n1: 8, n2: 8 });
    await expect(async () => count('name', { $nothing: 1 })).rejects.toMatchObject(refused);
    const elsewhere = { type: 'count', collection: 'elsewhere', groupBy: 'x' } as const;
    await expect(storage.customRequest(elsewhere)).rejects.toMatchObject(refused);
  });
});

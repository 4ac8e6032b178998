import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createStorageClient } from '../../shared/storage/client.ts';
import { createPortPair } from '../../shared/storage/port.ts';
import { schemaHashOf } from '../../shared/storage/schema-hash.ts';
import { createDatabaseProcess } from './database-process.ts';
import type { CommitMark } from './file-state.ts';
import { copiedAt, restoreCopy, setAside } from './last-good-copy.ts';
import type { FromDatabaseProcess } from './process-messages.ts';
import { type Human, humanSchema } from './testing/human-schema.ts';
import { openInstance, stored } from './testing/instances.ts';
import { otherKey, scratchDirectory, testKey } from './testing/scratch.ts';

async function start(file: string, lastMark: CommitMark | null = null, keyHex = testKey, schema = humanSchema) {
  const told: FromDatabaseProcess[] = [];
  const database = createDatabaseProcess((message) => told.push(message));
  const collections = [{ name: 'humans', version: schema.version, schemaHash: await schemaHashOf(schema) }];
  database.receive({ type: 'open', file, key: Buffer.from(keyHex, 'hex'), collections, lastMark }, []);
  const connect = async () => {
    const [near, far] = createPortPair();
    database.receive({ type: 'connect' }, [far]);
    const client = createStorageClient();
    await client.attach(near);
    return openInstance<Human>(client.storage, schema, { database: 'test', collection: 'humans' });
  };
  const close = () => database.receive({ type: 'close', writesCopy: true }, []);
  return { told, database, connect, close };
}

const save = (humans: Awaited<ReturnType<Awaited<ReturnType<typeof start>>['connect']>>, id: string) =>
  humans.bulkWrite([{ document: stored<Human>({ id, name: id }) }], 'test');

describe('the database process', () => {
  it('opens, serves several ports, reports what is durable, copies and closes', async () => {
    const file = join(scratchDirectory(), 'test.db');
    const { told, connect, close } = await start(file);
    expect(told).toMatchObject([{ type: 'opened', isRolledBack: false, copiedAt: null, mark: { commits: 0 } }]);
    const [one, two] = [await connect(), await connect()];
    await save(one, 'a');
    await save(two, 'b');
    expect(await one.findDocumentsById(['a', 'b'], false)).toHaveLength(2);
    close();
    expect(told.slice(1)).toMatchObject([
      { type: 'copied' },
      { type: 'committed', mark: { commits: 2 } },
      { type: 'closed', mark: { commits: 2 } },
    ]);
    expect(copiedAt(file)).not.toBeNull();
  });

  it('tells a wrong key, and a file that is behind its last mark', async () => {
    const file = join(scratchDirectory(), 'test.db');
    const first = await start(file);
    await save(await first.connect(), 'a');
    first.close();
    expect((await start(file, null, otherKey)).told).toEqual([
      { type: 'failed', problem: { code: 'database.keyWrong' } },
    ]);
    const [, , , closed] = first.told;
    const mark = closed?.type === 'closed' ? closed.mark : null;
    const later = await start(file, mark && { ...mark, commits: mark.commits + 1 });
    expect(later.told).toMatchObject([{ type: 'opened', isRolledBack: true }]);
    later.close();
  });

  it('restores the last good copy in the place of a damaged file, and begins anew beside one set aside', async () => {
    const file = join(scratchDirectory(), 'test.db');
    const first = await start(file);
    await save(await first.connect(), 'kept');
    first.close();
    const damaged = readFileSync(file);
    damaged.fill(7, 100, 9_000);
    writeFileSync(file, damaged);
    expect((await start(file)).told).toEqual([{ type: 'failed', problem: { code: 'database.damaged' } }]);
    expect(restoreCopy(file, new Date()).getTime()).toBeLessThanOrEqual(Date.now());
    const restored = await start(file);
    expect(await (await restored.connect()).findDocumentsById(['kept'], false)).toHaveLength(1);
    restored.close();
    setAside(file, new Date());
    const renewed = await start(file);
    expect(await (await renewed.connect()).findDocumentsById(['kept'], false)).toEqual([]);
    renewed.close();
  });

  it('refuses a file whose documents a later program has raised, and leaves it as it is for that program', async () => {
    const file = join(scratchDirectory(), 'test.db');
    const later = await start(file, null, testKey, { ...humanSchema, version: 1 });
    await save(await later.connect(), 'raised');
    later.close();
    const before = readFileSync(file);
    expect((await start(file)).told).toEqual([
      { type: 'failed', problem: { code: 'database.newer', details: { collection: 'humans', version: 1 } } },
    ]);
    expect(readFileSync(file).equals(before)).toBe(true);
    const again = await start(file, null, testKey, { ...humanSchema, version: 1 });
    expect(await (await again.connect()).findDocumentsById(['raised'], false)).toHaveLength(1);
    again.close();
  });
});

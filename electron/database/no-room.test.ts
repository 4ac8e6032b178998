import { fork } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Engine } from './engine.ts';
import { copyPathOf } from './last-good-copy.ts';
import { connectClient, openEngine, openTable } from './testing/engines.ts';
import { filledFile, filler, saveHumans } from './testing/filled-file.ts';
import { type Human, humanSchema } from './testing/human-schema.ts';
import { openInstance, stored } from './testing/instances.ts';
import { testKey } from './testing/scratch.ts';

describe('a full disk', () => {
  it('refuses what does not fit, keeps what was acknowledged, and takes what fits', async () => {
    const engine = openEngine({ maxPages: 150 });
    const { storage } = await connectClient(engine);
    const humans = await openInstance<Human>(storage, humanSchema, { database: 'test' });
    const save = (id: string) => humans.bulkWrite([{ document: stored<Human>({ id, name: filler }) }], 'test');
    const saved: string[] = [];
    let problem: unknown;
    for (let at = 0; problem === undefined; at++) {
      try {
        await save(`h${at}`);
        saved.push(`h${at}`);
      } catch (thrown) {
        problem = thrown;
      }
    }
    expect(problem).toMatchObject({ code: 'database.diskFull', message: 'database.diskFull' });
    expect(saved.length).toBeGreaterThan(100);
    expect(await humans.findDocumentsById(saved, false)).toHaveLength(saved.length);
    // A change that takes no room goes on.
    const [first] = await humans.findDocumentsById(['h0'], false);
    if (!first) throw new Error('not kept');
    const shorter = { ...first, name: 'short', _rev: '2-short' };
    expect(await humans.bulkWrite([{ previous: first, document: shorter }], 'test')).toEqual({ error: [] });
  });

  it('makes the save that does not fit fail alone among those that arrive with it', async () => {
    const engine = openEngine({ maxPages: 150 });
    const instance = openTable(engine, humanSchema);
    await saveHumans(engine, instance, 0, 100);
    const all = await Promise.allSettled([
      saveHumans(engine, instance, 1_000, 1_001),
      saveHumans(engine, instance, 2_000, 3_000),
      saveHumans(engine, instance, 4_000, 4_001),
    ]);
    expect(all.map((one) => one.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(engine.find({ instance, ids: ['h1000', 'h2000', 'h4000'], withDeleted: true })).toHaveLength(2);
    engine.checkIntegrity();
  });

  it('leaves the last good copy as it was', async () => {
    const file = await filledFile();
    const engine = Engine.open({ file, keyHex: testKey });
    engine.writeCopy();
    engine.close();
    expect(existsSync(copyPathOf(file))).toBe(true);
    expect(existsSync(`${copyPathOf(file)}.unfinished`)).toBe(false);
  });
});

describe('a file that may not be written', () => {
  it('is refused as such', async () => {
    const file = await filledFile();
    // Root may write anything: then the file is opened as nobody.
    const isRoot = process.getuid?.() === 0;
    const open = async () => {
      const fixture = new URL('./testing/save-once.fixture.ts', import.meta.url);
      const child = fork(fixture, [file, testKey], isRoot ? { uid: 65_534, gid: 65_534 } : {});
      const [said] = await once(child, 'message');
      return said;
    };
    chmodSync(dirname(file), 0o777);
    for (const [mode, expected] of [
      [0o666, 'opened'],
      [0o444, 'database.readOnly'],
    ] as const) {
      for (const path of [file, `${file}.check`]) chmodSync(path, mode);
      expect(await open()).toBe(expected);
    }
    chmodSync(file, 0o666);
    chmodSync(dirname(file), 0o555);
    expect(await open()).toBe('database.readOnly');
    chmodSync(dirname(file), 0o777);
  });
});

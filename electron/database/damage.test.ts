import { copyFileSync, readFileSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { Engine } from './engine.ts';
import { keyCheckPathOf, openFile } from './open-file.ts';
import { connectClient, openTable } from './testing/engines.ts';
import { filledFile, filler, saveHumans } from './testing/filled-file.ts';
import { humanSchema } from './testing/human-schema.ts';
import { openInstance } from './testing/instances.ts';
import { otherKey, testKey } from './testing/scratch.ts';

const seed = Number(process.env.STORAGE_SEED ?? Date.now() % 1_000_000_000);

const open = (file: string, keyHex = testKey) => Engine.open({ file, keyHex });
const problemOf = (run: () => unknown): string => {
  try {
    run();
    return 'none';
  } catch (thrown) {
    return thrown instanceof Error ? thrown.message : 'other';
  }
};

/** Numbers of the pages that hold something, of one table or of all: a free page is never read. */
function usedPages(file: string, name = '%'): number[] {
  const db = openFile({ file, keyHex: testKey });
  const rows = db.prepare('select pageno from dbstat where name like ?').all(name) as { readonly pageno: number }[];
  db.close();
  return rows.map((row) => row.pageno);
}

/** Reads every document and searches, in one opening. */
function readAll(file: string): string {
  return problemOf(() => {
    const engine = open(file);
    try {
      engine.checkIntegrity();
      const instance = openTable(engine, humanSchema, { searchFields: ['name'] });
      const ids = Array.from({ length: 1_000 }, (_, at) => `h${at}`);
      for (const json of engine.find({ instance, ids, withDeleted: true })) {
        if (!json.includes(filler)) throw new Error('garbage');
      }
    } finally {
      engine.close();
    }
  });
}

describe('a key', () => {
  it('that is another one, or none, is refused as such', async () => {
    const file = await filledFile();
    expect(problemOf(() => open(file, otherKey))).toBe('database.keyWrong');
    expect(problemOf(() => open(file, 'short'))).toBe('database.keyWrong');
    expect(readAll(file)).toBe('none');
  });
});

describe('a damaged file', () => {
  it(`is never read as something else: forty flipped bits, one at a time (seed ${seed})`, async () => {
    const file = await filledFile();
    const pages = usedPages(file);
    const whole = readFileSync(file);
    let random = seed;
    const found = new Set<string>();
    for (let flip = 0; flip < 40; flip++) {
      random = (random * 1_103_515_245 + 12_345) % 2_147_483_648;
      // The first page begins with a salt, which a raw key does not use, and with SQLite's own public header.
      const at = ((pages[random % pages.length] ?? 1) - 1) * 8192 + 24 + ((random >> 8) % (8192 - 24));
      const damaged = Buffer.from(whole);
      damaged[at] = (damaged[at] ?? 0) ^ (1 << (flip % 8));
      writeFileSync(file, damaged);
      found.add(readAll(file));
    }
    expect([...found]).toEqual(['database.damaged']);
  });

  it('is told from a wrong key where its first page is hurt, and keeps its name for the right key', async () => {
    const file = await filledFile();
    const damaged = readFileSync(file);
    damaged[200] = (damaged[200] ?? 0) ^ 1;
    writeFileSync(file, damaged);
    expect(problemOf(() => open(file))).toBe('database.damaged');
    expect(problemOf(() => open(file, otherKey))).toBe('database.keyWrong');
  });

  it('is noticed when its end is cut off, when it was emptied, when it is gone, and when it is something else', async () => {
    const file = await filledFile();
    const whole = readFileSync(file);
    truncateSync(file, Math.floor(whole.length / 2));
    expect(readAll(file)).toBe('database.damaged');
    truncateSync(file, 0);
    expect(problemOf(() => open(file))).toBe('database.damaged');
    rmSync(file);
    expect(problemOf(() => open(file))).toBe('database.damaged');
    writeFileSync(file, 'not a database at all'.repeat(1_000));
    expect(problemOf(() => open(file))).toBe('database.damaged');
    writeFileSync(file, whole);
    expect(readAll(file)).toBe('none');
  });

  it.each(['search_pairs_1_config', 'search_pairs_1_data'])(
    'is noticed when it is %s that is hurt, by whoever searches too',
    async (name) => {
      const file = await filledFile();
      const [page = 0] = usedPages(file, name);
      const damaged = readFileSync(file);
      const at = (page - 1) * 8192 + 4_000;
      damaged[at] = (damaged[at] ?? 0) ^ 1;
      writeFileSync(file, damaged);
      expect(readAll(file)).toBe('database.damaged');
      const engine = open(file);
      const { storage } = await connectClient(engine);
      await openInstance(storage, humanSchema, { database: 'test', options: { searchFields: ['name'] } });
      const request = { type: 'search', database: 'test', collection: 'things', text: 'kiem tra', limit: 1 } as const;
      await expect(storage.customRequest(request)).rejects.toMatchObject({ code: 'database.damaged' });
      engine.close();
    },
  );

  it('tells whoever reads a damaged page, while the rest goes on being served', async () => {
    const file = await filledFile();
    const pages = usedPages(file, 'documents_1');
    const damaged = readFileSync(file);
    const at = ((pages[Math.floor(pages.length / 2)] ?? 0) - 1) * 8192 + 4_000;
    damaged[at] = (damaged[at] ?? 0) ^ 1;
    writeFileSync(file, damaged);
    const engine = open(file);
    const { storage } = await connectClient(engine);
    const options = { searchFields: ['name'] };
    const humans = await openInstance(storage, humanSchema, { database: 'test', options });
    const reads = Array.from({ length: 1_000 }, (_, id) => humans.findDocumentsById([`h${id}`], true));
    const results = await Promise.allSettled(reads);
    const failed = results.filter((result) => result.status === 'rejected');
    expect(new Set(failed.map(({ reason }) => reason.code))).toEqual(new Set(['database.damaged']));
    expect(failed.length).toBeLessThan(20);
    engine.close();
  });
});

describe('commits that were acknowledged and are gone', () => {
  it('are noticed when the end of the write-ahead log was dropped, which SQLite says nothing of', async () => {
    const file = await filledFile();
    const engine = open(file);
    const instance = openTable(engine, humanSchema, { searchFields: ['name'] });
    await saveHumans(engine, instance, 1_000, 1_010);
    await saveHumans(engine, instance, 1_010, 1_020);
    const { mark } = engine;
    // As a power cut leaves it: the log ends within the last commit.
    const [main, log] = [readFileSync(file), readFileSync(`${file}-wal`)];
    engine.close();
    writeFileSync(file, main);
    writeFileSync(`${file}-wal`, log.subarray(0, log.length - 5_000));
    const again = Engine.open({ file, keyHex: testKey, lastMark: mark });
    expect(again.isRolledBack).toBe(true);
    expect(again.mark).toEqual({ fileId: mark.fileId, commits: mark.commits - 1 });
    const found = again.find({
      instance: openTable(again, humanSchema, { searchFields: ['name'] }),
      ids: ['h1009', 'h1019'],
      withDeleted: true,
    });
    expect(found).toHaveLength(1);
    again.close();
  });

  it('are noticed when an older file was put in its place, and nothing is said of a file that has them all', async () => {
    const file = await filledFile();
    copyFileSync(file, `${file}.old`);
    const engine = open(file);
    await saveHumans(engine, openTable(engine, humanSchema, { searchFields: ['name'] }), 1_000, 1_001);
    const { mark } = engine;
    engine.close();
    const whole = Engine.open({ file, keyHex: testKey, lastMark: mark });
    expect(whole.isRolledBack).toBe(false);
    whole.close();
    renameSync(`${file}.old`, file);
    const older = Engine.open({ file, keyHex: testKey, lastMark: mark });
    expect(older.isRolledBack).toBe(true);
    older.close();
    rmSync(file);
    rmSync(keyCheckPathOf(file));
    const other = Engine.open({ file, keyHex: testKey, lastMark: mark });
    expect(other.isRolledBack).toBe(true);
    other.close();
  });
});

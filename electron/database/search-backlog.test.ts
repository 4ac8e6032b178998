import path from 'node:path';
import { fillWithDefaultSettings, type RxJsonSchema } from 'rxdb';
import { describe, expect, it, vi } from 'vitest';
import type { WireSchema } from '../../shared/storage/contract.ts';
import { Engine, type Subscriber } from './engine.ts';
import { scratchDirectory, testKey } from './testing/scratch.ts';

interface Note {
  id: string;
  title: string;
}

const schema: RxJsonSchema<Note> = {
  version: 0,
  primaryKey: 'id',
  type: 'object',
  properties: { id: { type: 'string', maxLength: 40 }, title: { type: 'string' } },
  required: ['id', 'title'],
};
const nobody: Subscriber = { changed: () => undefined };

/** An engine on this file with the notes open, and what a test does to them. */
function openNotes(file: string) {
  const engine = Engine.open({ file, keyHex: testKey });
  const { instance } = engine.openInstance(nobody, {
    protocol: 1,
    database: 'notes',
    collection: 'notes',
    schema: JSON.parse(JSON.stringify(fillWithDefaultSettings(schema))) as WireSchema,
    options: { searchFields: ['title'] },
  });
  const write = (title: string, rev: number, isDeleted = false) => {
    const document = { id: 'a', title, _deleted: isDeleted, _attachments: {}, _rev: `${rev}-x`, _meta: { lwt: rev } };
    return engine.write({
      instance,
      documents: [JSON.stringify(document)],
      previous: [rev === 1 ? null : `${rev - 1}-x`],
      context: 'test',
    });
  };
  const writeMany = (count: number, from = 0) => {
    const documents = Array.from({ length: count }, (_, at) => {
      const id = `n${from + at}`;
      return JSON.stringify({
        id,
        title: 'vận đơn',
        _deleted: false,
        _attachments: {},
        _rev: '1-x',
        _meta: { lwt: 1 },
      });
    });
    return engine.write({ instance, documents, previous: documents.map(() => null), context: 'test' });
  };
  const waiting = () => [...engine.tables.tables].reduce((sum, { search: index }) => sum + (index?.waiting ?? 0), 0);
  const search = (text: string) => engine.search({ instance, text, limit: 10 }).ids;
  const isBehind = () => [...engine.tables.tables].some((table) => table.search?.isBehind);
  const remove = () => engine.remove({ instance });
  return { engine, write, writeMany, waiting, search, isBehind, remove };
}

describe('words that wait to be indexed', () => {
  it('are found all the same, after a restart too', async () => {
    const file = path.join(scratchDirectory(), 'notes.db');
    const first = openNotes(file);
    await first.write('Quyết định xử phạt', 1);
    expect(first.isBehind()).toBe(true);
    first.engine.close();
    const again = openNotes(file);
    expect(again.isBehind()).toBe(true);
    expect(again.search('xu phat')).toEqual(['a']);
    expect(again.isBehind()).toBe(false);
    again.engine.close();
  });

  it('are all of them where the file has an index of an older form, and the documents stay where they are', async () => {
    const file = path.join(scratchDirectory(), 'notes.db');
    const first = openNotes(file);
    await first.write('bưu chính công ích', 1);
    expect(first.search('buu chinh')).toEqual(['a']);
    const [table] = [...first.engine.tables.tables];
    if (!table) throw new Error('no table');
    for (const name of ['search_pairs_1', 'search_ids_1']) table.statements.get(`drop table ${name}`).run();
    table.statements
      .get(`update storage_instance set layout = json_remove(layout, '$.search.form') where number = ?`)
      .run(table.number);
    first.engine.close();
    const again = openNotes(file);
    expect([...again.engine.tables.tables].map(({ name }) => name)).toEqual([table.name]);
    expect(again.waiting()).toBe(1);
    expect(again.search('buu chinh')).toEqual(['a']);
    again.engine.close();
  });

  it('are those of the last edit, and none of a removed document', async () => {
    const { engine, write, search } = openNotes(path.join(scratchDirectory(), 'notes.db'));
    await write('bưu chính', 1);
    await write('viễn thông', 2);
    expect([search('buu chinh'), search('vien thong')]).toEqual([[], ['a']]);
    await write('tần số', 3);
    await write('tần số', 4, true);
    expect([search('vien thong'), search('tan so')]).toEqual([[], []]);
    engine.close();
  });

  it('come into the index by themselves when nobody writes', async () => {
    const { engine, write, isBehind } = openNotes(path.join(scratchDirectory(), 'notes.db'));
    await write('bưu chính', 1);
    await vi.waitFor(() => expect(isBehind()).toBe(false), { timeout: 10_000 });
    engine.close();
  });

  it('go with their collection, and take no other save with them', async () => {
    const file = path.join(scratchDirectory(), 'notes.db');
    const { engine, write, remove } = openNotes(file);
    const saved = write('bưu chính', 1);
    await Promise.all([saved, remove()]);
    await expect(write('viễn thông', 2)).rejects.toMatchObject({ code: 'database.closed' });
    engine.close();
    const again = openNotes(file);
    expect(again.search('buu chinh')).toEqual([]);
    await again.write('tần số', 1);
    expect(again.search('tan so')).toEqual(['a']);
    again.engine.close();
  });

  it('are joined to one piece of the index after many came in, and found as before', async () => {
    const file = path.join(scratchDirectory(), 'notes.db');
    const { engine, writeMany, search, waiting } = openNotes(file);
    const [table] = [...engine.tables.tables];
    if (!table) throw new Error('no table');
    const pieces = (name: string) =>
      Number(table.statements.pluck(`select count(distinct segid) from ${name}_idx`).get());
    for (let from = 0; from < 2_500; from += 500) {
      await writeMany(500, from);
      expect(search('van don')).toHaveLength(10);
    }
    expect(pieces('search_pairs_1')).toBeGreaterThan(1);
    await vi.waitFor(() => expect([pieces('search_1'), pieces('search_pairs_1')]).toEqual([1, 1]), 10_000);
    expect(waiting()).toBe(0);
    expect(search('van don')).toHaveLength(10);
    engine.close();
  });

  it('come in without a pause in the writing once there are too many', async () => {
    const { engine, writeMany, waiting } = openNotes(path.join(scratchDirectory(), 'notes.db'));
    await writeMany(12_000);
    expect(waiting()).toBe(12_000);
    for (let from = 12_000; waiting() > 10_000; from += 1) {
      await writeMany(1, from);
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(waiting()).toBeLessThanOrEqual(10_000);
    engine.close();
  });
});

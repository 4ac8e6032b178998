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
  const search = (text: string) => engine.search({ instance, text, limit: 10 }).ids;
  const isBehind = () => [...engine.tables.tables].some((table) => table.search?.isBehind);
  return { engine, write, search, isBehind };
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
});

import { now, type RxJsonSchema } from 'rxdb';
import { describe, expect, it } from 'vitest';
import { type Human, humanSchema } from './testing/human-schema.ts';
import { openHumans } from './testing/humans.ts';
import { changed, openInstance, prepared, stored } from './testing/instances.ts';
import { filesHolding } from './testing/scratch.ts';

async function openFilled() {
  const opened = await openHumans();
  const people = [
    { id: 'an', name: 'An', age: 20, isAdult: true, address: { city: 'Huế' } },
    { id: 'binh', name: 'Bình', age: 10, isAdult: false, address: { city: 'Hà Nội' } },
    { id: 'chi', name: 'Chi', age: 30, isAdult: true },
    { id: 'dung', name: 'Dũng' },
  ];
  await opened.humans.bulkWrite(
    people.map((human) => ({ document: stored<Human>(human) })),
    'fill',
  );
  return opened;
}

describe('query and count', () => {
  it('find in both directions, by nested fields, with skip and limit; count the same', async () => {
    const { humans } = await openFilled();
    const ids = async (query: Parameters<typeof prepared<Human>>[1]) => {
      const asked = prepared(humans, query);
      const { documents } = await humans.query(asked);
      expect(await humans.count(asked)).toEqual({ count: documents.length, mode: 'fast' });
      return documents.map((human) => human.id);
    };
    expect(await ids({ selector: {}, sort: [{ age: 'asc' }] })).toEqual(['dung', 'binh', 'an', 'chi']);
    expect(await ids({ selector: {}, sort: [{ age: 'desc' }] })).toEqual(['chi', 'an', 'binh', 'dung']);
    expect(await ids({ selector: { 'address.city': 'Huế' } })).toEqual(['an']);
    expect(await ids({ selector: { isAdult: true }, sort: [{ name: 'desc' }] })).toEqual(['chi', 'an']);
    expect(await ids({ selector: {}, sort: [{ id: 'desc' }], skip: 1, limit: 2 })).toEqual(['chi', 'binh']);
    expect(await ids({ selector: {}, limit: 0 })).toEqual([]);
    await humans.close();
  });

  it('see deleted documents unless the selector leaves them out, as RxDB wants it', async () => {
    const { humans } = await openFilled();
    const [an] = await humans.findDocumentsById(['an'], false);
    if (an) await humans.bulkWrite([changed(an, { _deleted: true })], 'delete');
    expect((await humans.count(prepared(humans, { selector: {} }))).count).toBe(4);
    const living = { selector: { _deleted: false } } as object;
    expect((await humans.count(prepared(humans, living))).count).toBe(3);
    await humans.close();
  });

  it('read what was written before them, awaited or not', async () => {
    const { humans } = await openFilled();
    const writing = humans.bulkWrite([{ document: stored({ id: 'em', name: 'Em' }) }], 'test');
    const reading = humans.count(prepared(humans, { selector: {} }));
    expect((await reading).count).toBe(5);
    await writing;
    await humans.close();
  });

  it('refuse a selector with an operator that is none, and do not quote it', async () => {
    const { humans } = await openFilled();
    const asked = humans.query(prepared(humans, { selector: { name: { $near: 'secret' } } } as object));
    await expect(asked).rejects.toMatchObject({ code: 'database.refused', message: 'database.refused' });
    await humans.close();
  });
});

describe('findDocumentsById', () => {
  it('gives deleted documents only when asked to, in the order of the ids', async () => {
    const { humans } = await openFilled();
    const [an] = await humans.findDocumentsById(['an'], false);
    if (an) await humans.bulkWrite([changed(an, { _deleted: true, name: 'gone' })], 'delete');
    expect(await humans.findDocumentsById(['an'], false)).toEqual([]);
    expect(await humans.findDocumentsById(['chi', 'nobody', 'an'], true)).toMatchObject([
      { id: 'chi' },
      { name: 'gone' },
    ]);
    await humans.close();
  });
});

describe('getChangedDocumentsSince', () => {
  it('pages through everything once, in the order of writing, and stays at the end', async () => {
    const { humans } = await openHumans();
    const rows = Array.from({ length: 25 }, (_, at) => ({ document: stored({ id: `h${at * 37}`, name: 'x' }) }));
    // RxDB gives all documents of one bulk write the same time.
    for (const row of rows.slice(0, 12)) row.document._meta = { lwt: 1_000 };
    await humans.bulkWrite(rows, 'fill');
    const seen: string[] = [];
    let checkpoint: { id: string; lwt: number } | undefined;
    for (;;) {
      const page = await humans.getChangedDocumentsSince?.(4, checkpoint);
      seen.push(...(page?.documents ?? []).map((human) => human.id));
      checkpoint = page?.checkpoint;
      if (page?.documents.length === 0) break;
    }
    expect(seen).toHaveLength(25);
    expect(new Set(seen).size).toBe(25);
    expect(await humans.getChangedDocumentsSince?.(4, checkpoint)).toEqual({ documents: [], checkpoint });
    const [first] = await humans.findDocumentsById(['h0'], false);
    if (first) await humans.bulkWrite([changed(first, { name: 'new' })], 'test');
    expect((await humans.getChangedDocumentsSince?.(4, checkpoint))?.documents).toMatchObject([
      { id: 'h0', name: 'new' },
    ]);
    await humans.close();
  });
});

describe('cleanup', () => {
  it('purges what has been deleted for long enough, and says when nothing is left', async () => {
    const { humans } = await openHumans();
    const rows = Array.from({ length: 1_500 }, (_, at) => ({
      document: stored({ id: `h${at}`, name: 'x' }, { _deleted: at > 0, _meta: { lwt: now() } }),
    }));
    await humans.bulkWrite(rows, 'fill');
    expect(await humans.cleanup(60_000)).toBe(true);
    expect(await humans.findDocumentsById(['h1'], true)).toHaveLength(1);
    expect(await humans.cleanup(0)).toBe(false);
    expect(await humans.cleanup(0)).toBe(true);
    expect((await humans.count(prepared(humans, { selector: {} }))).count).toBe(1);
    await humans.close();
  });
});

describe('close and remove', () => {
  it('keep the documents, closed as often as one likes', async () => {
    const { humans, storage, database } = await openFilled();
    await Promise.all([humans.close(), humans.close()]);
    await expect(humans.findDocumentsById(['an'], false)).rejects.toMatchObject({ code: 'database.closed' });
    await expect(humans.remove()).rejects.toMatchObject({ code: 'database.closed' });
    const again = await openInstance(storage, humanSchema, { database });
    expect(await again.findDocumentsById(['an'], false)).toMatchObject([{ name: 'An' }]);
    await again.remove();
    await again.close();
  });

  it('take every document away, for whoever else has it open too', async () => {
    const { humans, storage, database } = await openFilled();
    const other = await openInstance(storage, humanSchema, { database });
    await humans.remove();
    await expect(other.findDocumentsById(['an'], false)).rejects.toMatchObject({ code: 'database.closed' });
    await other.close();
    const anew = await openInstance(storage, humanSchema, { database });
    expect(await anew.findDocumentsById(['an'], true)).toEqual([]);
    await anew.close();
  });

  it('leave no file of a database that has been removed as a whole', async () => {
    const { humans, directory } = await openFilled();
    await humans.remove();
    expect(filesHolding(directory, '')).toEqual([]);
  });
});

describe('instances', () => {
  it('of several versions and databases keep their documents apart', async () => {
    const { humans, storage } = await openFilled();
    const newer = await openInstance(storage, { ...humanSchema, version: 1 }, { database: 'people' });
    const elsewhere = await openInstance(storage, humanSchema, { database: 'People/2' });
    expect((await newer.count(prepared(newer, { selector: {} }))).count).toBe(0);
    expect((await elsewhere.count(prepared(elsewhere, { selector: {} }))).count).toBe(0);
    await Promise.all([humans, newer, elsewhere].map((instance) => instance.close()));
  });

  it('take a composite primary key', async () => {
    const { storage } = await openHumans();
    const schema: RxJsonSchema<{ key: string; a: string; b: number }> = {
      version: 0,
      primaryKey: { key: 'key', fields: ['a', 'b'], separator: '|' },
      type: 'object',
      properties: {
        key: { type: 'string', maxLength: 90 },
        a: { type: 'string', maxLength: 40 },
        b: { type: 'number' },
      },
      required: ['key', 'a', 'b'],
    };
    const pairs = await openInstance(storage, schema);
    const pair = stored({ key: 'x|1', a: 'x', b: 1 });
    await pairs.bulkWrite([{ document: pair }], 'test');
    expect((await pairs.query(prepared(pairs, { selector: { key: 'x|1' } }))).documents).toEqual([pair]);
    await pairs.close();
  });

  it('refuse a schema that needs the key compression or the encryption wrapper', async () => {
    const { storage } = await openHumans();
    const compressed = openInstance(storage, { ...humanSchema, keyCompression: true });
    await expect(compressed).rejects.toThrow('UT5');
    await expect(openInstance(storage, { ...humanSchema, encrypted: ['name'] })).rejects.toThrow('UT6');
  });
});

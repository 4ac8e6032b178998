import { describe, expect, it } from 'vitest';
import { getRxStorageEncryptedSqlite } from './rx-storage.ts';
import { humanSchema } from './testing/human-schema.ts';
import { openHumans } from './testing/humans.ts';
import { changed, eventsOf, openInstance, prepared, stored } from './testing/instances.ts';
import { scratchDirectory, testKey } from './testing/scratch.ts';

describe('bulkWrite', () => {
  it('inserts, and gives back errors alone', async () => {
    const { humans } = await openHumans();
    const an = stored({ id: 'an', name: 'Nguyễn Văn An' });
    expect(await humans.bulkWrite([{ document: an }], 'test')).toEqual({ error: [] });
    expect(await humans.findDocumentsById(['an'], false)).toEqual([an]);
    await humans.close();
  });

  it('refuses an insert whose id is taken, with the stored document and nothing besides', async () => {
    const { humans } = await openHumans();
    const first = stored({ id: 'an', name: 'first' });
    const second = stored({ id: 'an', name: 'second' }, { _rev: '1-other' });
    await humans.bulkWrite([{ document: first }], 'test');
    const { error } = await humans.bulkWrite([{ document: second }], 'here');
    expect(error).toEqual([
      {
        status: 409,
        isError: true,
        documentId: 'an',
        documentInDb: first,
        writeRow: { document: second },
        context: 'here',
      },
    ]);
    await humans.close();
  });

  it('goes by the revision that a change was made from', async () => {
    const { humans } = await openHumans();
    const first = stored({ id: 'an', name: 'one' });
    await humans.bulkWrite([{ document: first }], 'test');
    const second = changed(first, { name: 'two' });
    expect((await humans.bulkWrite([second], 'test')).error).toEqual([]);
    const late = changed(first, { name: 'late', _rev: '2-late' });
    const { error } = await humans.bulkWrite([late], 'test');
    expect(error).toMatchObject([{ status: 409, documentInDb: { name: 'two' }, writeRow: late }]);
    await humans.close();
  });

  it('lets the first of two inserts at once win', async () => {
    const { humans } = await openHumans();
    const [first, second] = await Promise.all(
      ['first', 'second'].map((name) => humans.bulkWrite([{ document: stored({ id: 'an', name }) }], 'test')),
    );
    expect(first?.error).toEqual([]);
    expect(second?.error).toMatchObject([{ status: 409, writeRow: { document: { name: 'second' } } }]);
    await humans.close();
  });

  it('writes the rows that fit beside one that does not', async () => {
    const { humans } = await openHumans();
    await humans.bulkWrite([{ document: stored({ id: 'b', name: 'there' }) }], 'test');
    const rows = ['a', 'b', 'c'].map((id) => ({ document: stored({ id, name: `new ${id}` }) }));
    const { error } = await humans.bulkWrite(rows, 'test');
    expect(error.map((one) => one.documentId)).toEqual(['b']);
    const found = await humans.findDocumentsById(['a', 'b', 'c'], false);
    expect(found.map((human) => human.name)).toEqual(['new a', 'there', 'new c']);
    await humans.close();
  });

  it('writes as new what names a revision of a document that is not there', async () => {
    const { humans } = await openHumans();
    const events = eventsOf(humans);
    const row = changed(stored({ id: 'an', name: 'gone' }), { name: 'again' });
    expect((await humans.bulkWrite([row], 'test')).error).toEqual([]);
    expect(events.flatMap((bulk) => bulk.events.map((event) => event.operation))).toEqual(['INSERT']);
    await humans.close();
  });

  it('un-deletes by a change of the deleted state alone', async () => {
    const { humans } = await openHumans();
    const first = stored({ id: 'an', name: 'one' });
    const deleted = changed(first, { _deleted: true });
    await humans.bulkWrite([{ document: first }], 'test');
    await humans.bulkWrite([deleted], 'test');
    const { error } = await humans.bulkWrite([{ document: stored({ id: 'an', name: 'new' }) }], 'test');
    expect(error).toMatchObject([{ status: 409, documentInDb: { _deleted: true } }]);
    expect((await humans.bulkWrite([changed(deleted.document, { _deleted: false })], 'test')).error).toEqual([]);
    expect(await humans.findDocumentsById(['an'], false)).toHaveLength(1);
    await humans.close();
  });

  it('keeps every text as it is: Vietnamese, emoji, null characters, lone surrogates', async () => {
    const { humans } = await openHumans();
    const names = ['Đỗ Thị Ngọc Ễ Ặ ỵ Ữ', '\u{1f600} 𠮷', 'a\0b', 'lone \ud800 end', '\uffee', ''];
    const rows = names.map((name, at) => ({ document: stored({ id: `${name}${at}`, name }) }));
    await humans.bulkWrite(rows, 'test');
    const found = await humans.findDocumentsById(
      rows.map((row) => row.document.id),
      false,
    );
    expect(found.map((human) => human.name)).toEqual(names);
    const byName = await humans.query(prepared(humans, { selector: { name: { $in: names } }, sort: [{ id: 'asc' }] }));
    expect(byName.documents.map((human) => human.name).sort()).toEqual([...names].sort());
    await humans.close();
  });

  it('takes and gives ten thousand documents in one call', async () => {
    const { humans } = await openHumans();
    const rows = Array.from({ length: 10_000 }, (_, at) => ({
      document: stored({ id: `h${at}`, name: `${at % 97}` }),
    }));
    expect((await humans.bulkWrite(rows, 'many')).error).toEqual([]);
    const ids = rows.map((row) => row.document.id);
    expect(await humans.findDocumentsById(ids, false)).toHaveLength(10_000);
    const { count } = await humans.count(prepared(humans, { selector: { id: { $in: ids } } }));
    expect(count).toBe(10_000);
    await humans.close();
  });
});

describe('changeStream', () => {
  it('has told what was written before the write returns, with a checkpoint behind which nothing is new', async () => {
    const { humans } = await openHumans();
    const bulks = eventsOf(humans);
    const first = stored({ id: 'an', name: 'one' });
    await humans.bulkWrite([{ document: first }], 'context one');
    expect(bulks).toMatchObject([
      {
        context: 'context one',
        checkpoint: { id: 'an', lwt: first._meta.lwt },
        events: [{ operation: 'INSERT', documentId: 'an', documentData: first }],
      },
    ]);
    const second = changed(first, { name: 'two' });
    await humans.bulkWrite([second], 'test');
    const third = changed(second.document, { _deleted: true });
    await humans.bulkWrite([third], 'test');
    const told = bulks.slice(1).flatMap((bulk) => bulk.events);
    expect(told).toEqual([
      { operation: 'UPDATE', documentId: 'an', documentData: second.document, previousDocumentData: first },
      { operation: 'DELETE', documentId: 'an', documentData: third.document, previousDocumentData: second.document },
    ]);
    const since = await humans.getChangedDocumentsSince?.(10, bulks.at(-1)?.checkpoint);
    expect(since?.documents).toEqual([]);
    await humans.close();
  });

  it('tells nothing of rows that failed, and nothing at all when all did', async () => {
    const { humans } = await openHumans();
    const bulks = eventsOf(humans);
    await humans.bulkWrite([{ document: stored({ id: 'a', name: 'one' }) }], 'test');
    await humans.bulkWrite([{ document: stored({ id: 'a', name: 'two' }) }], 'test');
    await humans.bulkWrite(
      ['a', 'b'].map((id) => ({ document: stored({ id, name: 'three' }) })),
      'test',
    );
    expect(bulks.map((bulk) => bulk.events.map((event) => event.documentId))).toEqual([['a'], ['b']]);
    await humans.close();
  });

  it('reaches every instance of the collection in this process, whichever storage object made it', async () => {
    const directory = scratchDirectory();
    const open = () =>
      openInstance(getRxStorageEncryptedSqlite({ directory, key: testKey }), humanSchema, { database: 'people' });
    const one = await open();
    const two = await open();
    const other = await openInstance(getRxStorageEncryptedSqlite({ directory, key: testKey }), humanSchema, {
      database: 'people',
      collection: 'others',
    });
    const [heardByOne, heardByTwo, heardByOther] = [one, two, other].map(eventsOf);
    await one.bulkWrite([{ document: stored({ id: 'a', name: 'a' }) }], 'test');
    await two.bulkWrite([{ document: stored({ id: 'b', name: 'b' }) }], 'test');
    expect(heardByOne).toHaveLength(2);
    expect(heardByTwo).toEqual(heardByOne);
    expect(heardByOther).toEqual([]);
    await one.close();
    expect(await two.findDocumentsById(['a', 'b'], false)).toHaveLength(2);
    await Promise.all([two.close(), other.close()]);
  });
});

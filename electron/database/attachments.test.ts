import { createBlob, type RxAttachmentWriteData } from 'rxdb';
import { describe, expect, it } from 'vitest';
import { type Human, humanSchema } from './testing/human-schema.ts';
import { openHumans } from './testing/humans.ts';
import { changed, eventsOf, openInstance, stored } from './testing/instances.ts';

const schema = { ...humanSchema, attachments: {} };

function attachment(text: string): RxAttachmentWriteData {
  const data = createBlob(text, 'text/plain');
  return { data, length: data.size, type: 'text/plain', digest: `digest of ${text}` };
}

const stub = (text: string) => ({ length: text.length, type: 'text/plain', digest: `digest of ${text}` });

async function openWith(text: string) {
  const { humans } = await openHumans({ schema });
  const bulks = eventsOf(humans);
  const document = stored<Human>({ id: 'an', name: 'An' }, { _attachments: { note: attachment(text) } });
  expect((await humans.bulkWrite([{ document }], 'test')).error).toEqual([]);
  const [kept] = await humans.findDocumentsById(['an'], false);
  if (!kept) throw new Error('not kept');
  return { humans, bulks, kept };
}

describe('attachments', () => {
  it('are kept beside the document, which names them without their data', async () => {
    const { humans, kept, bulks } = await openWith('Điều 5');
    expect(kept._attachments).toEqual({ note: { ...stub('Điều 5'), length: new Blob(['Điều 5']).size } });
    expect(bulks[0]?.events[0]?.documentData._attachments).toEqual(kept._attachments);
    const data = await humans.getAttachmentData('an', 'note', 'digest of Điều 5');
    expect(await data.text()).toBe('Điều 5');
    expect(data.type).toBe('text/plain');
    await expect(humans.getAttachmentData('an', 'note', 'another')).rejects.toMatchObject({ code: 'notFound' });
    await expect(humans.getAttachmentData('an', 'other', 'digest of Điều 5')).rejects.toMatchObject({
      code: 'notFound',
    });
    await humans.close();
  });

  it('are kept as they are by a stub, replaced by new data, and forgotten when left out', async () => {
    const { humans, kept } = await openWith('one');
    const more = changed(kept, { _attachments: { ...kept._attachments, second: attachment('two') } });
    expect((await humans.bulkWrite([more], 'test')).error).toEqual([]);
    expect(await (await humans.getAttachmentData('an', 'note', 'digest of one')).text()).toBe('one');
    const [withTwo] = await humans.findDocumentsById(['an'], false);
    if (!withTwo) throw new Error('not kept');
    const replaced = changed(withTwo, { _attachments: { second: attachment('three') } });
    expect((await humans.bulkWrite([replaced], 'test')).error).toEqual([]);
    expect(await (await humans.getAttachmentData('an', 'second', 'digest of three')).text()).toBe('three');
    await expect(humans.getAttachmentData('an', 'note', 'digest of one')).rejects.toMatchObject({ code: 'notFound' });
    await expect(humans.getAttachmentData('an', 'second', 'digest of two')).rejects.toMatchObject({ code: 'notFound' });
    await humans.close();
  });

  it('go with the document that is deleted', async () => {
    const { humans, kept } = await openWith('one');
    await humans.bulkWrite([changed(kept, { _deleted: true, _attachments: {} })], 'test');
    await expect(humans.getAttachmentData('an', 'note', 'digest of one')).rejects.toMatchObject({ code: 'notFound' });
    await humans.close();
  });

  it('whose data is nowhere make the row fail, and nothing of it is written', async () => {
    const { humans, kept } = await openWith('one');
    const fresh = stored<Human>({ id: 'binh', name: 'Bình' }, { _attachments: { note: stub('lost') } });
    const more = changed(kept, { name: 'new', _attachments: { other: stub('lost') } });
    const { error } = await humans.bulkWrite([{ document: fresh }, more], 'test');
    expect(error).toMatchObject([
      { status: 510, documentId: 'binh', attachmentId: 'note' },
      { status: 510, documentId: 'an', attachmentId: 'other', documentInDb: { name: 'An' } },
    ]);
    expect(await humans.findDocumentsById(['an', 'binh'], true)).toEqual([kept]);
    await humans.close();
  });

  it('of a row that conflicts leave the stored ones alone', async () => {
    const { humans } = await openWith('one');
    const rival = stored<Human>({ id: 'an', name: 'rival' }, { _attachments: { note: attachment('other') } });
    expect((await humans.bulkWrite([{ document: rival }], 'test')).error).toMatchObject([{ status: 409 }]);
    expect(await (await humans.getAttachmentData('an', 'note', 'digest of one')).text()).toBe('one');
    await humans.close();
  });

  it('of equal names in two documents and collections are told apart', async () => {
    const { humans, storage, database } = await openHumans({ schema });
    const others = await openInstance<Human>(storage, schema, { database, collection: 'others' });
    const put = (instance: typeof humans, id: string, text: string) =>
      instance.bulkWrite(
        [{ document: stored<Human>({ id, name: id }, { _attachments: { note: attachment(text) } }) }],
        't',
      );
    await Promise.all([put(humans, 'a', 'one'), put(humans, 'b', 'two'), put(others, 'a', 'three')]);
    const read = async (instance: typeof humans, id: string, text: string) =>
      (await instance.getAttachmentData(id, 'note', `digest of ${text}`)).text();
    expect(await Promise.all([read(humans, 'a', 'one'), read(humans, 'b', 'two'), read(others, 'a', 'three')])).toEqual(
      ['one', 'two', 'three'],
    );
    await Promise.all([humans.close(), others.close()]);
  });
});

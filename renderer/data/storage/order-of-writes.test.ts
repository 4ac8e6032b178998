import { fillWithDefaultSettings, getChangedDocumentsSince, type RxJsonSchema } from 'rxdb';
import { getRxStorageMemory } from 'rxdb/plugins/storage-memory';
import { expect, it } from 'vitest';
import { keepOrder } from './order-of-writes.ts';

interface Note {
  id: string;
}

const schema: RxJsonSchema<Note> = {
  version: 0,
  primaryKey: 'id',
  type: 'object',
  properties: { id: { type: 'string', maxLength: 10 } },
};

async function open(databaseName: string) {
  return getRxStorageMemory().createStorageInstance<Note>({
    databaseInstanceToken: databaseName,
    databaseName,
    collectionName: 'notes',
    schema: fillWithDefaultSettings(schema),
    options: {},
    multiInstance: false,
    devMode: false,
  });
}

const noteAt = (id: string, lwt: number) => ({
  document: { id, _deleted: false, _attachments: {}, _rev: '1-test', _meta: { lwt } },
});

it('keeps a write behind those before it, whatever a clock that was set back says', async () => {
  const instance = await open('set-back');
  await keepOrder(instance);
  await instance.bulkWrite([noteAt('first', 5_000)], 'test');
  const sent = await getChangedDocumentsSince(instance, 10);
  await instance.bulkWrite([noteAt('second', 1_000), noteAt('third', 1_000)], 'test');
  await instance.bulkWrite([noteAt('fourth', 900)], 'test');
  const since = await getChangedDocumentsSince(instance, 10, sent.checkpoint);
  expect(since.documents.map(({ id }) => id)).toEqual(['second', 'third', 'fourth']);
  await instance.close();
});

it('knows the last write of before this start', async () => {
  const instance = await open('restarted');
  await instance.bulkWrite([noteAt('first', 5_000)], 'test');
  await keepOrder(instance);
  const row = noteAt('second', 1_000);
  await instance.bulkWrite([row], 'test');
  expect(row.document._meta.lwt).toBeGreaterThan(5_000);
  await instance.close();
});

it('leaves a write alone whose time is right', async () => {
  const instance = await open('right');
  await keepOrder(instance);
  const row = noteAt('first', 5_000);
  await instance.bulkWrite([row], 'test');
  expect(row.document._meta.lwt).toBe(5_000);
  await instance.close();
});

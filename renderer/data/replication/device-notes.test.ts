import { getRxStorageMemory } from 'rxdb/plugins/storage-memory';
import { afterEach, expect, it } from 'vitest';
import { type Database, openDatabase } from '../database.ts';
import { DeviceNotes } from './device-notes.ts';

let database: Database | undefined;
afterEach(async () => {
  await database?.close();
  database = undefined;
});

it('purges what was forgotten, and keeps the rest', async () => {
  database = await openDatabase(getRxStorageMemory(), `device-${crypto.randomUUID()}`);
  const notes = new DeviceNotes(database.collections.device);
  const states = [{ state: { id: 'c1' } as never, isWritten: true }];
  await notes.sending('cases', [
    { documentId: 'c1', base: null, states },
    { documentId: 'c2', base: null, states },
  ]);
  await notes.forgetSent('cases', ['c1']);
  const ids = ['sent|cases|c1', 'sent|cases|c2'];
  const onDisk = async () => {
    const found = await database?.collections.device.storageInstance.findDocumentsById(ids, true);
    return found?.map(({ id }) => id).sort();
  };
  expect(await onDisk()).toEqual(ids);
  await notes.purge();
  expect(await onDisk()).toEqual(['sent|cases|c2']);
  expect((await notes.sent('cases')).map(({ documentId }) => documentId)).toEqual(['c2']);
});

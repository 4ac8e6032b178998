import { getRxStorageMemory } from 'rxdb/plugins/storage-memory';
import { firstValueFrom, skip } from 'rxjs';
import { afterEach, describe, expect, it } from 'vitest';
import { type Database, openDatabase } from './database.ts';
import { ownNotes } from './own-notes.ts';

let database: Database | undefined;
afterEach(async () => {
  await database?.close();
  database = undefined;
});

async function notes() {
  database = await openDatabase(getRxStorageMemory(), `notes-${crypto.randomUUID()}`);
  return ownNotes(database.collections);
}

describe('own notes', () => {
  it('answer null before anything was written', async () => {
    expect(await (await notes()).read('draft')).toBeNull();
  });

  it('give back what was written last, lists included', async () => {
    const own = await notes();
    await own.write('views', [{ id: 'a' }]);
    await own.write('views', [{ id: 'a' }, { id: 'b' }]);
    expect(await own.read('views')).toEqual([{ id: 'a' }, { id: 'b' }]);
  });

  it('forget', async () => {
    const own = await notes();
    await own.write('draft', { name: 'Sao Mai' });
    await own.forget('draft');
    await own.forget('never written');
    expect(await own.read('draft')).toBeNull();
  });

  it('are followed', async () => {
    const own = await notes();
    const next = firstValueFrom(own.follow('views').pipe(skip(1)));
    await own.write('views', ['mine']);
    expect(await next).toEqual(['mine']);
  });
});

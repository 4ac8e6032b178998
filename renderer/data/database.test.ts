import { addRxPlugin, defaultConflictHandler } from 'rxdb';
import { disableWarnings, RxDBDevModePlugin } from 'rxdb/plugins/dev-mode';
import { getRxStorageMemory } from 'rxdb/plugins/storage-memory';
import { wrappedValidateAjvStorage } from 'rxdb/plugins/validate-ajv';
import { expect, it } from 'vitest';
import { deviceCollections } from '../../shared/schema/collections.ts';
import { openDatabase } from './database.ts';

it('opens every collection of a device under RxDB’s own strict checks, with our conflict handler', async () => {
  addRxPlugin(RxDBDevModePlugin);
  disableWarnings();
  const storage = wrappedValidateAjvStorage({ storage: getRxStorageMemory() });
  const database = await openDatabase(storage, 'strict');
  const opened = Object.values(database.collections);
  expect(opened.map(({ name }) => name).sort()).toEqual(deviceCollections.map(({ name }) => name).sort());
  expect(opened.length).toBeLessThanOrEqual(12);
  for (const { name, conflictHandler } of opened) expect(conflictHandler, name).not.toBe(defaultConflictHandler);
  await database.close();
});

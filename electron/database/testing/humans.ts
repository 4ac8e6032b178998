import type { RxJsonSchema } from 'rxdb';
import { getRxStorageEncryptedSqlite } from '../rx-storage.ts';
import { type Human, humanSchema } from './human-schema.ts';
import { type InstanceOptions, openInstance } from './instances.ts';
import { scratchDirectory, testKey } from './scratch.ts';

/** A storage in a directory of its own, and one instance of humans in it. */
export async function openHumans(options: InstanceOptions & { readonly schema?: RxJsonSchema<Human> } = {}) {
  const directory = scratchDirectory();
  const storage = getRxStorageEncryptedSqlite({ directory, key: testKey });
  const database = options.database ?? 'people';
  const humans = await openInstance<Human>(storage, options.schema ?? humanSchema, { ...options, database });
  return { directory, storage, database, humans };
}

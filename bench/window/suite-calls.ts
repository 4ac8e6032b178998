import type { RxStorage } from 'rxdb';
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie';
import { getRxStorageMemory } from 'rxdb/plugins/storage-memory';
import { runPerformanceTests, schemas } from 'rxdb/plugins/test-utils';
import { schemaHashOf } from '../../shared/storage/schema-hash.ts';
import type { SuiteStorage } from './contract.ts';
import { openEncryptedFile } from './encrypted.ts';

const collectionCount = 4;
const nameOf = (place: number) => `suite${place}`;

const title = 'averageSchema';

/** The suite invents its collections' names and its schema's title, and our port knows none that it was not told. */
function underKnownNames(storage: RxStorage<unknown, unknown>): RxStorage<unknown, unknown> {
  return {
    name: storage.name,
    rxdbVersion: storage.rxdbVersion,
    createStorageInstance: (params) => {
      const [, own = '', place] = /^(plugin-local-documents-)?.*_col_(\d+)$/.exec(params.collectionName) ?? [];
      if (place === undefined) return storage.createStorageInstance(params);
      const schema = own ? params.schema : { ...params.schema, title };
      return storage.createStorageInstance({ ...params, collectionName: own + nameOf(Number(place)), schema });
    },
  };
}

/** What one run of RxDB's own suite gives, in milliseconds by name. */
async function suiteOn(storage: RxStorage<unknown, unknown>): Promise<Record<string, number>> {
  const config = { runs: 1, collectionsAmount: collectionCount, waitBetweenTests: 20, log: false };
  const result = await runPerformanceTests(storage, '', config);
  const times = Object.entries(result).filter((entry): entry is [string, number] => typeof entry[1] === 'number');
  return Object.fromEntries(times.filter(([name]) => name !== 'collectionsAmount' && name !== 'docsAmount'));
}

export const suiteCalls = {
  /** One run of RxDB's own performance suite on one storage. */
  async suite({ storage }: { storage: SuiteStorage }): Promise<Record<string, number>> {
    if (storage === 'dexie') return suiteOn(getRxStorageDexie());
    if (storage === 'memory') return suiteOn(getRxStorageMemory());
    const schema = { ...schemas.averageSchema(), title };
    const known = { version: schema.version, schemaHash: await schemaHashOf(schema) };
    const allowed = Array.from({ length: collectionCount }, (_, place) => ({ name: nameOf(place), ...known }));
    const file = await openEncryptedFile('suite', allowed);
    try {
      return await suiteOn(underKnownNames(file.storage));
    } finally {
      await file.remove();
    }
  },
};

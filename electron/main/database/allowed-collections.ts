import type { RxJsonSchema } from 'rxdb';
import { rxSchemaOf } from '../../../shared/schema/collection.ts';
import { deviceCollections } from '../../../shared/schema/collections.ts';
import { schemaHashOf } from '../../../shared/storage/schema-hash.ts';
import type { AllowedCollection } from '../../database/collection-gate.ts';

/** What the window may open: the collections of `shared/schema`, each by the hash of its schema as the storage sees it. */
export async function allowedCollections(): Promise<readonly AllowedCollection[]> {
  return Promise.all(
    deviceCollections.map(async (definition) => ({
      name: definition.name,
      version: definition.version,
      schemaHash: await schemaHashOf(rxSchemaOf(definition) as unknown as RxJsonSchema<unknown>),
    })),
  );
}

import { addRxPlugin, createRxDatabase, type RxDatabase, type RxJsonSchema, type RxStorage } from 'rxdb';
import { RxDBLocalDocumentsPlugin } from 'rxdb/plugins/local-documents';
import { type CollectionDefinition, rxSchemaOf } from '../../shared/schema/collection.ts';
import { collections } from '../../shared/schema/collections.ts';
import type { Synced } from '../../shared/schema/common.ts';
import { conflictHandlerOf } from './conflict-handler.ts';
import type { Collections } from './workspace.ts';

// Local documents hold what a person keeps on one device alone: see own-notes.ts.
addRxPlugin(RxDBLocalDocumentsPlugin);

export type Database = RxDatabase<Collections>;

/** How one collection is opened: schema, document migrations and our conflict handler, which cannot be left out. */
function creatorOf(definition: CollectionDefinition) {
  return {
    schema: rxSchemaOf(definition) as unknown as RxJsonSchema<Synced>,
    migrationStrategies: { ...definition.migrations },
    conflictHandler: conflictHandlerOf<Synced>(),
  };
}

/** Opens the person's database with every collection of shared/schema. */
export async function openDatabase(storage: RxStorage<unknown, unknown>, name: string): Promise<Database> {
  const database = await createRxDatabase<Collections>({
    name,
    storage,
    multiInstance: false,
    eventReduce: true,
    closeDuplicates: true,
    localDocuments: true,
  });
  await database.addCollections(
    Object.fromEntries(collections.map((definition) => [definition.name, creatorOf(definition)])),
  );
  return database;
}

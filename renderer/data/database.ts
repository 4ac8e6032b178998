import {
  addRxPlugin,
  createRxDatabase,
  type RxCollection,
  type RxDatabase,
  type RxJsonSchema,
  type RxStorage,
} from 'rxdb';
import { RxDBLocalDocumentsPlugin } from 'rxdb/plugins/local-documents';
import { RxDBMigrationSchemaPlugin } from 'rxdb/plugins/migration-schema';
import { type CollectionDefinition, rxSchemaOf } from '../../shared/schema/collection.ts';
import { collections } from '../../shared/schema/collections.ts';
import { type DeviceRecord, deviceRecords } from '../../shared/schema/device-records.ts';
import type { StorageOptions } from '../../shared/storage/contract.ts';
import { conflictHandlerOf } from './conflict-handler.ts';
import { SentStates } from './sent-states.ts';
import type { Collections } from './workspace.ts';

// Local documents hold what a person keeps on one device alone: see own-notes.ts.
addRxPlugin(RxDBLocalDocumentsPlugin);
// A program that knows a newer schema raises the documents on this device as it opens them.
addRxPlugin(RxDBMigrationSchemaPlugin);

/** The synchronised collections, and the device's own records. */
export type OpenCollections = Collections & { readonly device: RxCollection<DeviceRecord> };
export type Database = RxDatabase<OpenCollections>;

/** How one collection is opened: schema, document migrations and our conflict handler, which cannot be left out. */
function creatorOf(definition: CollectionDefinition, sentStates: SentStates) {
  return {
    schema: rxSchemaOf(definition) as unknown as RxJsonSchema<Record<string, unknown>>,
    migrationStrategies: { ...definition.migrations },
    conflictHandler: conflictHandlerOf(definition.name, sentStates),
    instanceCreationOptions: storageOptionsOf(definition),
  };
}

/**
 * What the encrypted storage is to index beside the schema. The full-text search goes newest first by when a document
 * was made: a stamp's first digits. Open conflicts are looked for in each synchronised collection at every start.
 */
function storageOptionsOf(definition: CollectionDefinition): StorageOptions {
  const { searchFields, elementFields, extraIndexes } = definition;
  const hasConflicts = collections.includes(definition);
  return {
    ...(searchFields.length > 0 && { searchFields, searchOrder: { field: 'createdAt', digits: 9, radix: 36 } }),
    elementFields: hasConflicts ? [...elementFields, 'conflicts.id'] : elementFields,
    extraIndexes,
  };
}

/**
 * Opens the person's database with its synchronised collections and the device's own records. `sentStates` is filled by the
 * synchronisation, and what a conflict is settled by.
 */
export async function openDatabase(
  storage: RxStorage<unknown, unknown>,
  name: string,
  sentStates = new SentStates(),
  synchronised: readonly CollectionDefinition[] = collections,
): Promise<Database> {
  const database = await createRxDatabase<OpenCollections>({
    name,
    storage,
    multiInstance: false,
    eventReduce: true,
    closeDuplicates: true,
    localDocuments: true,
  });
  await database.addCollections(
    Object.fromEntries(
      [...synchronised, deviceRecords].map((definition) => [definition.name, creatorOf(definition, sentStates)]),
    ),
  );
  return database;
}

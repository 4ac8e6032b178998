import { ProblemError } from '../../shared/problem/problem.ts';
import type { OpenInput } from '../../shared/storage/contract.ts';
import { schemaHash } from '../../shared/storage/schema-hash.ts';
import type { TableRegistry } from './table-registry.ts';

/** A collection that may be opened, with `schemaHashOf` its schema. */
export interface AllowedCollection {
  readonly name: string;
  readonly version: number;
  readonly schemaHash: string;
}

const internalStore = '_rxdb_internal';
const metaTitle = 'RxReplicationProtocolMetaData';
const localDocuments = 'plugin-local-documents-';

/**
 * Lets known collections through by name and schema, and what RxDB keeps beside them: its internal store, local
 * documents, and the state of replications and migrations. An older version is let through only as it stands in the
 * file, for its documents to be migrated.
 * @throws ProblemError database.refused
 */
export async function passGate(
  input: OpenInput,
  allowed: readonly AllowedCollection[],
  tables: TableRegistry,
): Promise<void> {
  const { collection, schema } = input;
  if (isRxdbsOwn(collection, schema, allowed)) return;
  const versions = allowed.filter(({ name }) => name === collection);
  if (versions.length === 0) throw new ProblemError('database.refused', { reason: 'collection', collection });
  const hash = await schemaHash(schema);
  if (versions.some((version) => version.schemaHash === hash)) return;
  const stored = tables.schemaOf(input.database, collection, Number(schema.version ?? 0));
  if (stored && (await schemaHash(stored)) === hash) return;
  throw new ProblemError('database.refused', { reason: 'schema', collection });
}

/**
 * Refuses a file whose documents a later program has raised: this one would see none of them, and begin beside them anew.
 * @throws ProblemError database.newer
 */
export function refuseRaised(allowed: readonly AllowedCollection[], tables: TableRegistry): void {
  for (const { name, version } of allowed) {
    const stored = tables.latestVersionOf(name);
    if (stored > version) throw new ProblemError('database.newer', { collection: name, version: stored });
  }
}

function isRxdbsOwn(collection: string, schema: OpenInput['schema'], allowed: readonly AllowedCollection[]): boolean {
  if (collection === internalStore) return true;
  if (collection.startsWith(localDocuments)) {
    const owner = collection.slice(localDocuments.length);
    // The database's own local documents have no collection in their name.
    return owner === '' || allowed.some(({ name }) => name === owner);
  }
  const isMeta = collection.startsWith('rx-replication-meta-') || collection.startsWith('rx-migration-state-meta-');
  return isMeta && schema.title === metaTitle;
}

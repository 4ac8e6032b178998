import type { TObject } from 'typebox';

/** Raises a document of the version before to the version that names it; null drops it. */
export type DocumentMigration = (older: Record<string, unknown>) => Record<string, unknown> | null;

/**
 * One noun: what device and server know of a synchronised collection. The device makes its RxDB collection of it, the
 * server its table, validation and change feed.
 */
export interface CollectionDefinition {
  readonly name: string;
  readonly version: number;
  readonly schema: TObject;
  /** Fields by which the device lists documents; each entry is one index. */
  readonly indexes: readonly (readonly string[])[];
  /** Text fields that the device's full-text search folds and indexes; dotted paths. */
  readonly searchFields: readonly string[];
  /** Texts within lists by which the device finds documents, dotted paths through the list; `conflicts.id` always is. */
  readonly elementFields: readonly string[];
  /** Indexes that the device has beside `indexes`, to count over: they can change without a new version. */
  readonly extraIndexes: readonly (readonly string[])[];
  /** Fields that the server keeps as columns beside the body, to filter and check by. */
  readonly columns: readonly string[];
  /** By the version that the migration leads to. */
  readonly migrations: Readonly<Record<number, DocumentMigration>>;
}

/** The JSON schema that RxDB takes, made from a collection's definition. Plain data, free of TypeBox's own marks. */
export function rxSchemaOf(definition: CollectionDefinition): Record<string, unknown> {
  const plain = JSON.parse(JSON.stringify(definition.schema)) as Record<string, unknown>;
  return {
    ...plain,
    title: definition.name,
    version: definition.version,
    primaryKey: 'id',
    indexes: definition.indexes.map((fields) => [...fields]),
  };
}

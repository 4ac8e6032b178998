import type { SearchOrder, StorageOptions, WireSchema } from '../../shared/storage/contract.ts';
import { foldVersion } from '../../shared/storage/fold.ts';
import { searchForm } from './search-index.ts';

export interface SearchLayout {
  readonly fields: readonly string[];
  readonly order: SearchOrder | null;
  readonly foldVersion: number;
  /** `searchForm` of the index that is there. */
  readonly form: number;
}

/** The form of one collection's table, made from its schema. Kept in the file; another one means that it is made anew. */
export interface TableLayout {
  /** Field that holds the primary key. */
  readonly primary: string;
  /** Dotted paths that have a column of their own: `f0`, `f1`, ... in this order. */
  readonly fields: readonly string[];
  /** Columns of each index. */
  readonly indexes: readonly (readonly string[])[];
  readonly attachments: boolean;
  readonly search: SearchLayout | null;
  /** Dotted paths through a list whose texts are indexed; left out where there are none. */
  readonly elements?: readonly string[];
}

/** The table that a schema asks for, as RxDB hands it to a storage: `_deleted` and the primary key in each index. */
export function layoutOf(schema: WireSchema, options: StorageOptions): TableLayout {
  const primary = primaryOf(schema);
  const fields: string[] = [];
  const columnOf = (path: string): string => {
    const fixed = fixedColumnOf(path, primary);
    if (fixed) return fixed;
    if (!fields.includes(path)) fields.push(path);
    return `f${fields.indexOf(path)}`;
  };
  const wanted = indexesOf(schema)
    .filter((index) => index.every(canBeColumn))
    .map((index) => index.map(columnOf));
  // Changes since a checkpoint are read in this order, whatever the schema says.
  wanted.push(['lwt', 'id']);
  const extra = (options.extraIndexes ?? []).filter((index) => index.every(canBeColumn));
  for (const index of extra) wanted.push(['_deleted', ...index].map(columnOf));
  const indexes = new Map(wanted.map((index) => [index.join(), index]));
  indexes.delete('id');
  const elements = (options.elementFields ?? []).filter((field) => field.includes('.') && canBeColumn(field));
  const searchFields = options.searchFields ?? [];
  return {
    primary,
    fields,
    indexes: [...indexes.values()],
    attachments: typeof schema.attachments === 'object' && schema.attachments !== null,
    search:
      searchFields.length > 0
        ? { fields: searchFields, order: options.searchOrder ?? null, foldVersion, form: searchForm }
        : null,
    ...(elements.length > 0 ? { elements } : {}),
  };
}

/** Columns that every table has. */
export function fixedColumnOf(path: string, primary: string): 'id' | 'deleted' | 'lwt' | null {
  if (path === primary) return 'id';
  if (path === '_deleted') return 'deleted';
  return path === '_meta.lwt' ? 'lwt' : null;
}

/** Field names that mean more than themselves to RxDB's matcher, or to SQLite's paths, are left to the matcher. */
export function canBeColumn(path: string): boolean {
  return path.split('.').every((segment) => segment !== '' && !(segment in Object.prototype));
}

function primaryOf(schema: WireSchema): string {
  const key = schema.primaryKey;
  if (typeof key === 'object' && key !== null && 'key' in key) return String(key.key);
  return String(key);
}

function indexesOf(schema: WireSchema): string[][] {
  const indexes = Array.isArray(schema.indexes) ? (schema.indexes as (string | string[])[]) : [];
  return indexes.map((index) => (Array.isArray(index) ? [...index] : [index]));
}

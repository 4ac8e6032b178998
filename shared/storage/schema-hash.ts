import { defaultHashSha256, fillWithDefaultSettings, normalizeRxJsonSchema, type RxJsonSchema } from 'rxdb';
import type { WireSchema } from './contract.ts';

/** Hash of a schema as RxDB hands it to a storage: SHA-256 over its JSON text with sorted keys. */
export function schemaHash(stored: WireSchema): Promise<string> {
  return defaultHashSha256(JSON.stringify(sorted(stored)));
}

/** Hash of a collection's schema as it is given to `addCollections`: what `schemaHash` gives for it in the storage. */
export function schemaHashOf<Doc>(schema: RxJsonSchema<Doc>): Promise<string> {
  const filled = fillWithDefaultSettings(normalizeRxJsonSchema(schema));
  return schemaHash(JSON.parse(JSON.stringify(filled)));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, child]) => [key, sorted(child)]));
}

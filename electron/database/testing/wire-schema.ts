import { fillWithDefaultSettings, type RxJsonSchema } from 'rxdb';
import type { WireSchema } from '../../../shared/storage/contract.ts';

/** A schema as a client sends it. */
export function wireSchemaOf<Doc>(schema: RxJsonSchema<Doc>): WireSchema {
  return JSON.parse(JSON.stringify(fillWithDefaultSettings(schema)));
}

import { type Static, Type } from 'typebox';
import type { CollectionDefinition } from './collection.ts';

export const deviceRecordKinds = ['refused', 'whole', 'synced'] as const;

/**
 * What a device keeps for itself beside the synchronised documents; never leaves it.
 * `refused`: a document's state that the server refused, and why. `whole`: a collection's first download is complete.
 * `synced`: when everything was last confirmed both ways.
 */
export const DeviceRecordSchema = Type.Object(
  {
    id: Type.String({ minLength: 1, maxLength: 120 }),
    kind: Type.Enum([...deviceRecordKinds], { type: 'string', maxLength: 8 }),
    collection: Type.String({ maxLength: 20 }),
    documentId: Type.String({ maxLength: 80 }),
    /** Revision (shared/domain/revision) of the state that was refused; empty otherwise. */
    revision: Type.String({ maxLength: 64 }),
    /** The problem that it was refused with: code and details of shared/problem. */
    problem: Type.Union([Type.Object({ code: Type.String() }, { additionalProperties: true }), Type.Null()]),
    /** ISO 8601. */
    at: Type.String({ maxLength: 30 }),
  },
  { additionalProperties: false },
);
export type DeviceRecord = Static<typeof DeviceRecordSchema>;

export const deviceRecords: CollectionDefinition = {
  name: 'device',
  version: 0,
  schema: DeviceRecordSchema,
  indexes: [['kind', 'id']],
  searchFields: [],
  columns: [],
  migrations: {},
};

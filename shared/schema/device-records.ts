import { type Static, Type } from 'typebox';
import type { CollectionDefinition } from './collection.ts';

export const deviceRecordKinds = ['refused', 'sent', 'whole', 'synced', 'conflicts', 'carried'] as const;

/**
 * What a device keeps for itself beside the synchronised documents; never leaves it.
 * `refused`: a document's state that the server refused, and why. `sent`: a state that may have reached the server, while
 * its answer is awaited. `whole`: a collection's first download is complete. `synced`: when everything was last confirmed
 * both ways. `conflicts`: which documents of a collection wait for a person to choose. `carried`: a colleague's bundle that
 * the server has not seen yet.
 */
export const DeviceRecordSchema = Type.Object(
  {
    id: Type.String({ minLength: 1, maxLength: 120 }),
    kind: Type.Enum([...deviceRecordKinds], { type: 'string', maxLength: 9 }),
    /** Name of the collection that it is about; empty for all. */
    about: Type.String({ maxLength: 20 }),
    documentId: Type.String({ maxLength: 80 }),
    /** By kind: see renderer/data/replication/device-notes.ts. */
    data: Type.Object({}, { additionalProperties: true }),
    /** ISO 8601. */
    at: Type.String({ maxLength: 30 }),
  },
  { additionalProperties: false },
);
export type DeviceRecord = Static<typeof DeviceRecordSchema>;

export const deviceRecords: CollectionDefinition = {
  name: 'device',
  version: 1,
  schema: DeviceRecordSchema,
  indexes: [['kind', 'about']],
  searchFields: [],
  elementFields: [],
  extraIndexes: [],
  columns: [],
  migrations: { 1: (older) => older },
};

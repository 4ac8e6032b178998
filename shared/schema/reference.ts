import { type Static, Type } from 'typebox';
import type { CollectionDefinition } from './collection.ts';
import { Confidence, LongText, OptionalDate, synced } from './common.ts';

export const referenceKinds = [
  'template',
  'penalty',
  'procedure',
  'deadline',
  'holiday',
  'province',
  'unit',
  'person',
  'form',
  'keys',
] as const;
export const ReferenceKind = Type.Enum([...referenceKinds], { type: 'string', maxLength: 12 });
export type ReferenceKind = (typeof referenceKinds)[number];

/** Reference data by date of effect: law, forms, organisation, people cards. Read-only on devices. */
export const ReferenceSchema = synced({
  kind: ReferenceKind,
  title: Type.String({ maxLength: 1_000 }),
  effectiveFrom: OptionalDate,
  effectiveTo: OptionalDate,
  confidence: Confidence,
  source: LongText,
  /** Shape by kind: shared/schema/reference-data.ts. */
  data: Type.Object({}, { additionalProperties: true }),
});
export type Reference = Static<typeof ReferenceSchema>;

export const reference: CollectionDefinition = {
  name: 'reference',
  version: 1,
  schema: ReferenceSchema,
  indexes: [['kind', 'id'], ['updatedAt']],
  searchFields: ['title'],
  elementFields: [],
  extraIndexes: [],
  columns: ['kind'],
  migrations: { 1: (older) => older },
};

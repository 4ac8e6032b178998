import { type Static, Type } from 'typebox';
import type { CollectionDefinition } from './collection.ts';
import { Line, OptionalDate, Paragraph, Sector, synced } from './common.ts';

const Licence = Type.Object(
  { id: Type.String({ maxLength: 80 }), number: Line, what: Line, issuedOn: OptionalDate, expiresOn: OptionalDate },
  { additionalProperties: false },
);

export const EntitySchema = synced({
  name: Line,
  form: Type.Enum(['organisation', 'household', 'individual'], { type: 'string', maxLength: 16 }),
  /** Enterprise or tax code; empty when it has none. */
  code: Type.String({ maxLength: 20 }),
  address: Line,
  representative: Line,
  representativeTitle: Line,
  phone: Type.String({ maxLength: 40 }),
  sectors: Type.Array(Sector, { maxItems: 6 }),
  licences: Type.Array(Licence, { maxItems: 100 }),
  note: Paragraph,
  /** Id of the entity that this one turned out to be, when it was registered twice; empty while it stands for itself. */
  sameAs: Type.String({ maxLength: 80 }),
});
export type ManagedEntity = Static<typeof EntitySchema>;

export const entities: CollectionDefinition = {
  name: 'entities',
  version: 1,
  schema: EntitySchema,
  indexes: [['name'], ['code'], ['updatedAt'], ['sameAs']],
  searchFields: ['name', 'code', 'address', 'representative'],
  elementFields: [],
  extraIndexes: [],
  columns: ['code'],
  migrations: { 1: (older) => ({ ...older, sameAs: '' }) },
};

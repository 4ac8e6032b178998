import { type Static, Type } from 'typebox';
import type { CollectionDefinition } from './collection.ts';
import { Id, LongText, OptionalDate, PersonId, synced } from './common.ts';

export const activityKinds = [
  ...(['diary', 'comment', 'transition', 'remark', 'reply', 'settled', 'merged'] as const),
  'custody',
] as const;
export const ActivityKind = Type.Enum([...activityKinds], { type: 'string', maxLength: 12 });

/** What an activity can be about. */
export const targetKinds = ['case', 'item', 'finding', 'evidence', 'document', 'exhibit'] as const;

/** What happened in a case. Only ever added: a remark is closed by a later reply, never changed. */
export const ActivitySchema = synced({
  caseId: Id,
  kind: ActivityKind,
  /** Where it belongs; of custody, `field` says what was done. An exhibit is one of a document's. */
  target: Type.Object(
    {
      kind: Type.Enum([...targetKinds], { type: 'string', maxLength: 8 }),
      id: Type.String({ maxLength: 80 }),
      field: Type.String({ maxLength: 60 }),
    },
    { additionalProperties: false },
  ),
  /** The remark or the reply that a reply answers, its maker's own to take that back; empty otherwise. */
  replyTo: Type.String({ maxLength: 80 }),
  text: LongText,
  /** A remark that must be mended before approval. */
  mustMend: Type.Boolean(),
  /** A reply that says the remark has been mended, or (by its author) accepts that. */
  resolves: Type.Boolean(),
  /** Of a line of the diary: the day that it is about, and who did it; null and nobody elsewhere. */
  day: OptionalDate,
  doneBy: Type.Array(Type.Object({ id: PersonId }, { additionalProperties: false }), { maxItems: 60 }),
});
export type Activity = Static<typeof ActivitySchema>;

export const activity: CollectionDefinition = {
  name: 'activity',
  version: 2,
  schema: ActivitySchema,
  indexes: [['caseId', 'createdAt'], ['kind', 'createdAt'], ['updatedAt']],
  searchFields: ['text'],
  elementFields: [],
  extraIndexes: [],
  columns: ['caseId', 'kind'],
  migrations: { 1: (older) => older, 2: (older) => ({ ...older, day: null, doneBy: [] }) },
};

import { type Static, Type } from 'typebox';
import type { CollectionDefinition } from './collection.ts';
import { CalendarDate, Confidence, Id, Line, LongText, Money, OptionalDate, Paragraph, synced } from './common.ts';

/** A provision as it stood on the day of the act: copied into the finding, so that it is shown so years later. */
export const Provision = Type.Object(
  {
    /** Id in the penalty catalogue. */
    id: Id,
    decree: Line,
    article: Type.Integer(),
    clause: Type.Integer(),
    point: Type.String({ maxLength: 4 }),
    behaviour: Paragraph,
    fineMin: Money,
    fineMax: Money,
    /** For whom the decree's figures are; see the decree's own article on individuals and organisations. */
    appliesTo: Type.Enum(['organisation', 'individual'], { type: 'string', maxLength: 16 }),
    confidence: Confidence,
  },
  { additionalProperties: false },
);
export type Provision = Static<typeof Provision>;

export const FindingKind = Type.Enum(['violation', 'shortcoming'], { type: 'string', maxLength: 12 });
export const ProposedMeasure = Type.Enum(['none', 'remind', 'rectify', 'minutes', 'transfer'], {
  type: 'string',
  maxLength: 12,
});

export const FindingSchema = synced({
  caseId: Id,
  /** Checklist item that led to it; empty when found outside the checklist. */
  itemId: Type.String({ maxLength: 80 }),
  title: Line,
  kind: FindingKind,
  fact: LongText,
  /** Day of the act: chooses the law in force. */
  actOn: OptionalDate,
  foundOn: CalendarDate,
  provision: Type.Union([Provision, Type.Null()]),
  measure: ProposedMeasure,
  measureNote: Paragraph,
});
export type Finding = Static<typeof FindingSchema>;

export const findings: CollectionDefinition = {
  name: 'findings',
  version: 0,
  schema: FindingSchema,
  indexes: [['caseId', 'createdAt'], ['updatedAt']],
  searchFields: ['title', 'fact'],
  elementFields: [],
  extraIndexes: [],
  columns: ['caseId'],
  migrations: {},
};

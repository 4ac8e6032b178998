import { type Static, Type } from 'typebox';
import type { CollectionDefinition } from './collection.ts';
import { Id, Line, LongText, Paragraph, PersonId, Stamp, synced } from './common.ts';
import { Sha256 } from './evidence.ts';

/** What an official document does in a case; its form is reference data. */
export const documentKinds = ['announcement', 'minutes', 'sealing', 'seizure', 'handOver'] as const;
export const DocumentKind = Type.Enum([...documentKinds], { type: 'string', maxLength: 12 });
export type DocumentKind = (typeof documentKinds)[number];

/** Minute in Viet Nam as it stands on the paper, yyyy-mm-ddThh:mm; empty until it is known. */
export const PaperMinute = Type.String({ pattern: '^(\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2})?$', maxLength: 16 });

/** Id of another element of the document, or of another document; empty where there is none. */
const Reference = Type.String({ maxLength: 80 });

export const attendeeSides = ['team', 'entity', 'authority', 'witness', 'other'] as const;
export const AttendeeSide = Type.Enum([...attendeeSides], { type: 'string', maxLength: 9 });
export type AttendeeSide = (typeof attendeeSides)[number];

/** Somebody who is present when the document is made, and perhaps signs it. */
export const Attendee = Type.Object(
  {
    id: Id,
    side: AttendeeSide,
    /** Of a colleague; empty for anybody else. */
    personId: Type.String({ maxLength: 40 }),
    name: Line,
    /** Office or occupation, as it is written under the name. */
    duty: Line,
    organisation: Line,
    address: Line,
    idNumber: Type.String({ maxLength: 40 }),
    signs: Type.Boolean(),
  },
  { additionalProperties: false },
);
export type Attendee = Static<typeof Attendee>;

/** What somebody of the entity said, in their own words, and what the team answered. */
export const Statement = Type.Object(
  {
    id: Id,
    attendeeId: Reference,
    /** What it is about: a tie as evidence has it (`finding|id`, `item|id`); empty for the whole. */
    about: Type.String({ maxLength: 80 }),
    text: LongText,
    answer: Paragraph,
  },
  { additionalProperties: false },
);
export type Statement = Static<typeof Statement>;

/** A thing that is sealed, seized or handed over. Its custody is told in `activity`, under its id. */
export const Exhibit = Type.Object(
  {
    id: Id,
    name: Line,
    /** With its unit, as it is written: `02 cái`. */
    quantity: Line,
    condition: Paragraph,
    sealNumber: Line,
    /** Evidence that shows it. */
    photos: Type.Array(Type.Object({ id: Id }, { additionalProperties: false }), { maxItems: 40 }),
  },
  { additionalProperties: false },
);
export type Exhibit = Static<typeof Exhibit>;

/** One stroke of a pen: x and y in turn, in thousandths of the box's width. */
const Stroke = Type.Array(Type.Integer({ minimum: 0, maximum: 2_000 }), { minItems: 2, maxItems: 2_000 });

/** A signature that was drawn. It stands for the text of this SHA-256 and for no other. */
export const Signature = Type.Object(
  {
    id: Id,
    attendeeId: Id,
    textSha256: Sha256,
    strokes: Type.Array(Stroke, { minItems: 1, maxItems: 80 }),
    /** Whose laptop it was drawn on, when. */
    by: PersonId,
    at: Stamp,
  },
  { additionalProperties: false },
);
export type Signature = Static<typeof Signature>;

/** Somebody refused to sign the text of this SHA-256, and who saw it. */
export const Refusal = Type.Object(
  {
    id: Id,
    attendeeId: Id,
    textSha256: Sha256,
    reason: Paragraph,
    /** Attendees: a witness or the commune's representative, and a second official. */
    witnessId: Reference,
    officialId: Reference,
    /** Evidence: what was recorded of it. */
    soundId: Reference,
    by: PersonId,
    at: Stamp,
  },
  { additionalProperties: false },
);
export type Refusal = Static<typeof Refusal>;

/** Copies for one receiver, and when they were handed over. */
export const Copy = Type.Object(
  { id: Id, receiver: Line, count: Type.Integer({ minimum: 0, maximum: 99 }), handedOverAt: PaperMinute },
  { additionalProperties: false },
);
export type Copy = Static<typeof Copy>;

/** An official document of a case. What is signed of it: shared/domain/document/signed-text.ts. */
export const DocumentSchema = synced({
  caseId: Id,
  /** Of the case: by it the people of earlier visits are found. */
  entityId: Id,
  kind: DocumentKind,
  /** Its form: a document of reference data. */
  formId: Id,
  title: Line,
  /** Official number; empty where the form has none, or until it is given. */
  number: Type.String({ maxLength: 40 }),
  startedAt: PaperMinute,
  endedAt: PaperMinute,
  place: Line,
  /** What stands in the form's fields, by the field's id. */
  fields: Type.Array(Type.Object({ id: Id, text: LongText }, { additionalProperties: false }), { maxItems: 100 }),
  attendees: Type.Array(Attendee, { maxItems: 60 }),
  statements: Type.Array(Statement, { maxItems: 200 }),
  exhibits: Type.Array(Exhibit, { maxItems: 500 }),
  sheets: Type.Integer({ minimum: 0, maximum: 1_000 }),
  signatures: Type.Array(Signature, { maxItems: 120 }),
  refusals: Type.Array(Refusal, { maxItems: 60 }),
  copies: Type.Array(Copy, { maxItems: 20 }),
  /** No longer valid: it stays, with the reason. */
  cancelled: Type.Union([
    Type.Null(),
    // With an id of its own: of two who cancelled it apart one stands whole.
    Type.Object({ id: Id, by: PersonId, at: Stamp, reason: Paragraph }, { additionalProperties: false }),
  ]),
});
export type OfficialDocument = Static<typeof DocumentSchema>;

export const documents: CollectionDefinition = {
  name: 'documents',
  version: 0,
  schema: DocumentSchema,
  indexes: [['caseId', 'createdAt'], ['entityId', 'updatedAt'], ['updatedAt']],
  searchFields: ['title', 'number'],
  elementFields: [],
  extraIndexes: [],
  columns: ['caseId', 'kind'],
  migrations: {},
};

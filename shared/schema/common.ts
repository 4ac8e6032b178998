import { type Static, type TObject, type TProperties, Type } from 'typebox';

/** ULID of a document, made on the device; a compound id joins two by '|'. */
export const Id = Type.String({ minLength: 1, maxLength: 80 });
/** Whose data it is: a province's code, `ministry`, or `common` for reference data that everyone reads. */
export const Scope = Type.String({ minLength: 1, maxLength: 24 });
export const PersonId = Type.String({ minLength: 1, maxLength: 40 });
/** 9 digits of base 36 for milliseconds since 1970, 3 for a counter, `-`, the end of the device's id. */
export const stampPattern = /^[0-9a-z]{12}-[A-Za-z0-9_-]{1,26}$/;
/**
 * Hybrid logical clock stamp: sorts as text in the order of events. See shared/domain/clock. The refinement is the server's
 * alone: a laptop's collection is made of plain JSON schema.
 */
export const Stamp = Type.Refine(Type.String({ minLength: 1, maxLength: 40 }), (text) => stampPattern.test(text));
/** Calendar date in Asia/Ho_Chi_Minh, yyyy-mm-dd. */
export const CalendarDate = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$', maxLength: 10 });
export const OptionalDate = Type.Union([CalendarDate, Type.Null()]);
/** Whole Vietnamese dong. */
export const Money = Type.Integer({ minimum: 0, maximum: 1_000_000_000_000 });
export const Confidence = Type.Enum(['high', 'medium', 'low'], { type: 'string', maxLength: 8 });
export const Sector = Type.Enum(['post', 'telecom', 'it', 'radio', 'press', 'publishing'], {
  type: 'string',
  maxLength: 12,
});
export type Sector = Static<typeof Sector>;

/** A line of text, a paragraph and a page: the three lengths that a person may type. */
export const Line = Type.String({ maxLength: 500 });
export const Paragraph = Type.String({ maxLength: 5_000 });
export const LongText = Type.String({ maxLength: 50_000 });

const ConflictValue = Type.Object(
  { value: Type.Unknown(), by: PersonId, at: Stamp, device: Type.String({ maxLength: 40 }) },
  { additionalProperties: false },
);

/** Two values that two people gave one field off-line. Both stay in the document, settled or not. */
export const Conflict = Type.Object(
  {
    id: Id,
    /** Slash path of the field, list elements by their id: `/team/p-an/role`; `/` alone is the document's deletion. */
    path: Type.String({ maxLength: 300 }),
    values: Type.Array(ConflictValue, { minItems: 2, maxItems: 16 }),
    settled: Type.Union([
      Type.Null(),
      Type.Object(
        { value: Type.Unknown(), by: PersonId, at: Stamp, reason: Paragraph },
        { additionalProperties: false },
      ),
    ]),
  },
  { additionalProperties: false },
);
export type Conflict = Static<typeof Conflict>;

/**
 * Fields whose value another state wrote than the one that the document's own stamp names: what the merge leaves of who
 * wrote what, when. Made by shared/domain/merge alone.
 */
export const Origin = Type.Object(
  {
    by: PersonId,
    at: Stamp,
    device: Type.String({ maxLength: 40 }),
    /** Paths as in a conflict; one covers all that lies under it, unless a longer one says otherwise. */
    paths: Type.Array(Type.String({ maxLength: 300 }), { minItems: 1, maxItems: 400 }),
  },
  { additionalProperties: false },
);
export type Origin = Static<typeof Origin>;

const syncedFields = {
  id: Id,
  scope: Scope,
  createdAt: Stamp,
  createdBy: PersonId,
  updatedAt: Stamp,
  updatedBy: PersonId,
  /** The device that wrote this state. */
  device: Type.String({ maxLength: 40 }),
  /** Server clock minus device clock in milliseconds, as measured when this state was written; both times are thus kept. */
  clockOffsetMs: Type.Integer(),
  conflicts: Type.Array(Conflict, { maxItems: 200 }),
  /** Absent while one state wrote all of it. */
  origins: Type.Optional(Type.Array(Origin, { maxItems: 60 })),
};

/** Schema of a synchronised document: the fields that every one has, and its own. */
export function synced<Own extends TProperties>(own: Own): TObject<typeof syncedFields & Own> {
  return Type.Object({ ...syncedFields, ...own }, { additionalProperties: false });
}

/** The fields that every synchronised document has. */
export interface Synced {
  id: string;
  scope: string;
  createdAt: string;
  createdBy: string;
  updatedAt: string;
  updatedBy: string;
  device: string;
  clockOffsetMs: number;
  conflicts: Conflict[];
  origins?: Origin[];
}

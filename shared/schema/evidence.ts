import { type Static, Type } from 'typebox';
import type { CollectionDefinition } from './collection.ts';
import { Id, Line, Paragraph, PersonId, Stamp, synced } from './common.ts';

export const evidenceKinds = ['photo', 'video', 'sound', 'document', 'capture', 'reading'] as const;
export const EvidenceKind = Type.Enum([...evidenceKinds], { type: 'string', maxLength: 8 });
export type EvidenceKind = (typeof evidenceKinds)[number];

/** Where an original came from: a camera or microphone of the program, a file, a page or window that was captured, or typed. */
export const EvidenceOrigin = Type.Enum(['recorded', 'file', 'captured', 'typed'], { type: 'string', maxLength: 8 });

/** SHA-256 as hexadecimal text. */
export const Sha256 = Type.String({ pattern: '^[0-9a-f]{64}$', maxLength: 64 });
const Degrees = (most: number) => Type.Number({ minimum: -most, maximum: most });

/** Where a device was, in WGS 84 degrees; altitude and accuracy in metres, null where the source gives none. */
export const Position = Type.Object(
  {
    latitude: Degrees(90),
    longitude: Degrees(180),
    altitudeM: Type.Union([Type.Number({ minimum: -500, maximum: 100_000 }), Type.Null()]),
    accuracyM: Type.Union([Type.Number({ minimum: 0, maximum: 1_000_000 }), Type.Null()]),
    source: Type.Enum(['exif', 'system', 'gnss'], { type: 'string', maxLength: 6 }),
  },
  { additionalProperties: false },
);
export type Position = Static<typeof Position>;

/**
 * What is fixed of one original from the moment it was taken in. The device signs its canonical text (Ed25519), and each record of
 * a device's chain names the one before it.
 */
export const EvidenceRecord = Type.Object(
  {
    evidenceId: Id,
    caseId: Id,
    kind: EvidenceKind,
    origin: EvidenceOrigin,
    /** Of the original's bytes, as they came. */
    sha256: Sha256,
    sizeBytes: Type.Integer({ minimum: 1, maximum: 1_000_000_000_000 }),
    /** By what the content is, whatever its name says. */
    mediaType: Type.String({ maxLength: 100 }),
    fileName: Line,
    takenBy: PersonId,
    device: Type.String({ maxLength: 40 }),
    /** The device's clock when the original began to come in, milliseconds since 1970. */
    deviceMs: Type.Integer(),
    /** Server clock minus device clock in milliseconds as last measured; both times are thus kept. */
    clockOffsetMs: Type.Integer(),
    /** What the file itself says of when and by what it was taken; empty where it says nothing. */
    camera: Type.Object(
      {
        takenAt: Type.String({ maxLength: 40 }),
        make: Type.String({ maxLength: 100 }),
        model: Type.String({ maxLength: 100 }),
      },
      { additionalProperties: false },
    ),
    position: Type.Union([Position, Type.Null()]),
    chain: Type.Object(
      {
        /** One series of records: of one person on one laptop in one case. */
        id: Type.String({ minLength: 16, maxLength: 40 }),
        sequence: Type.Integer({ minimum: 1 }),
        /** SHA-256 of the canonical text of the record before; empty for the first. */
        previous: Type.Union([Sha256, Type.Literal('')]),
      },
      { additionalProperties: false },
    ),
  },
  { additionalProperties: false },
);
export type EvidenceRecord = Static<typeof EvidenceRecord>;

/** A raw Ed25519 public key, base64url. */
export const PublicKey = Type.String({ pattern: '^[\\w-]{43}$', maxLength: 43 });

/** A record with its signature (Ed25519), base64url. */
export const SignedRecord = Type.Object(
  {
    record: EvidenceRecord,
    publicKey: PublicKey,
    signature: Type.String({ pattern: '^[\\w-]{86}$', maxLength: 86 }),
  },
  { additionalProperties: false },
);
export type SignedRecord = Static<typeof SignedRecord>;

/** Another file that belongs to the original: its small picture. */
export const FileRef = Type.Object(
  { sha256: Sha256, sizeBytes: Type.Integer({ minimum: 1 }) },
  { additionalProperties: false },
);
export type FileRef = Static<typeof FileRef>;

const Share = Type.Number({ minimum: 0, maximum: 1 });

/** Something drawn over the original, which stays as it is; places are shares of its width and height. */
const Layer = Type.Object(
  {
    id: Id,
    kind: Type.Enum(['crop', 'blur', 'box', 'arrow', 'text'], { type: 'string', maxLength: 5 }),
    left: Share,
    top: Share,
    right: Share,
    bottom: Share,
    text: Line,
  },
  { additionalProperties: false },
);
export type Layer = Static<typeof Layer>;

/** Of one original with findings, items, documents and their pages. */
export const mostTies = 100;

/** Metadata of one original. The record never changes; what people say of it does. */
export const EvidenceSchema = synced({
  caseId: Id,
  signed: SignedRecord,
  title: Line,
  note: Paragraph,
  /** Where it was taken, in words. */
  place: Line,
  /** Findings and checklist items that it shows: `finding|id`, `item|id`. */
  ties: Type.Array(Type.Object({ id: Id }, { additionalProperties: false }), { maxItems: mostTies }),
  thumbnail: Type.Union([FileRef, Type.Null()]),
  layers: Type.Array(Layer, { maxItems: 200 }),
  /** Taken by mistake: it stays in the chain, and out of the documents. */
  withdrawn: Type.Union([
    Type.Null(),
    // With an id of its own: of two who withdrew it apart one stands whole.
    Type.Object({ id: Id, by: PersonId, at: Stamp, reason: Paragraph }, { additionalProperties: false }),
  ]),
});
export type Evidence = Static<typeof EvidenceSchema>;

export const evidence: CollectionDefinition = {
  name: 'evidence',
  version: 0,
  schema: EvidenceSchema,
  indexes: [['caseId', 'createdAt'], ['updatedAt']],
  searchFields: ['title', 'note', 'signed.record.fileName'],
  elementFields: ['ties.id'],
  extraIndexes: [],
  columns: ['caseId'],
  migrations: {},
};

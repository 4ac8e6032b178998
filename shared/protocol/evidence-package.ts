import { type Static, Type } from 'typebox';
import { Id, Line, Paragraph, PersonId } from '../schema/common.ts';
import { EvidenceSchema, FileRef, PublicKey, Sha256, SignedRecord } from '../schema/evidence.ts';

/**
 * A case's evidence in one zip that anyone can check, with our command or with sha256sum and openssl. Once a package is out, its format stands:
 * what changes it raises `packageVersion`, and what reads packages goes on to read the older ones.
 */
export const packageFormat = 'minh-tra-evidence-package';
export const packageVersion = 1;

export const manifestFile = 'manifest.json';
/** Ed25519 over the bytes of the manifest, 64 bytes. */
export const manifestSignatureFile = 'manifest.sig';
export const sumsFile = 'SHA256SUMS';
export const guideFile = 'HUONG-DAN.html';

/** A moment as ISO 8601 with the offset of Viet Nam; empty where a clock said what no calendar has. */
const Moment = Type.String({ maxLength: 40 });
const Who = Type.Object({ id: PersonId, name: Line }, { additionalProperties: false });

/** Why an original is not in the package: it was not on the laptop, it was no longer whole there, or its evidence was withdrawn. */
export const absences = ['away', 'damaged', 'withdrawn'] as const;
export const Absence = Type.Enum([...absences], { type: 'string', maxLength: 9 });
export type Absence = Static<typeof Absence>;

/** A line of custody: who had the original in their hands before this export. */
export const CustodyLine = Type.Object(
  { act: Type.String({ maxLength: 60 }), by: Who, at: Moment },
  { additionalProperties: false },
);

/** One piece of evidence: its signed record, and what people say of it. */
export const ExhibitFacts = Type.Object(
  {
    signed: SignedRecord,
    /** What it is called: never empty. */
    name: Type.String({ minLength: 1, maxLength: 700 }),
    title: Line,
    note: Paragraph,
    /** Where it was taken, in words. */
    place: Line,
    /** The findings and items of the checklist that it shows, in words. */
    shows: Type.Array(Type.String({ maxLength: 2_000 }), { maxItems: 100 }),
    /** Who took it, and when by the server's clock as far as the laptop knew it. */
    takenBy: Who,
    takenAt: Moment,
    withdrawn: Type.Union([
      Type.Null(),
      Type.Object({ by: Who, at: Moment, reason: Paragraph }, { additionalProperties: false }),
    ]),
    layers: EvidenceSchema.properties.layers,
    custody: Type.Array(CustodyLine, { maxItems: 100_000 }),
  },
  { additionalProperties: false },
);
export type ExhibitFacts = Static<typeof ExhibitFacts>;

/** Where an original lies in the package, or why it does not. */
export const PackedOriginal = Type.Union([
  Type.Object(
    { file: Type.String({ pattern: '^originals/\\d{3,7}-[^/\\\\]+$', maxLength: 300 }) },
    { additionalProperties: false },
  ),
  Type.Object({ notIncluded: Absence }, { additionalProperties: false }),
]);

export const Exhibit = Type.Object(
  {
    /** Its place in the case, the oldest first: names its files. */
    number: Type.Integer({ minimum: 1, maximum: 1_000_000 }),
    original: PackedOriginal,
    ...ExhibitFacts.properties,
  },
  { additionalProperties: false },
);
export type Exhibit = Static<typeof Exhibit>;

export const PackageCase = Type.Object(
  { id: Id, number: Type.String({ maxLength: 40 }), entityName: Line },
  { additionalProperties: false },
);

const ChainFault = Type.Union([
  Type.Object(
    {
      kind: Type.Enum(['missing', 'twice'], { type: 'string' }),
      chainId: Type.String({ maxLength: 40 }),
      sequence: Type.Integer(),
    },
    { additionalProperties: false },
  ),
  Type.Object(
    { kind: Type.Enum(['broken', 'signature', 'key'], { type: 'string' }), evidenceId: Id },
    { additionalProperties: false },
  ),
]);

/** What `manifest.json` says of the package. */
export const Manifest = Type.Object(
  {
    format: Type.Literal(packageFormat),
    version: Type.Literal(packageVersion),
    case: PackageCase,
    exported: Type.Object(
      {
        by: Who,
        unit: Line,
        device: Type.String({ maxLength: 40 }),
        /** By the server's clock as far as the laptop knew it. */
        at: Moment,
        /** The laptop's own clock, milliseconds since 1970, and server clock minus laptop's. */
        deviceMs: Type.Integer(),
        clockOffsetMs: Type.Integer(),
        program: Type.String({ maxLength: 40 }),
      },
      { additionalProperties: false },
    ),
    /** By which the manifest is signed. */
    publicKey: PublicKey,
    exhibits: Type.Array(Exhibit, { maxItems: 100_000 }),
    /** What was wrong with the chains when the package was made, as far as the laptop knew. */
    chainFaults: Type.Array(ChainFault, { maxItems: 100_000 }),
    guide: Type.Object({ sha256: Sha256, sizeBytes: FileRef.properties.sizeBytes }, { additionalProperties: false }),
  },
  { additionalProperties: false },
);
export type Manifest = Static<typeof Manifest>;

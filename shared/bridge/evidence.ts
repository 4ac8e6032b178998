import { type Static, Type } from 'typebox';
import { evidenceParts } from '../protocol/uploads.ts';
import { Id, Line } from '../schema/common.ts';
import { EvidenceKind, EvidenceOrigin, FileRef, Position } from '../schema/evidence.ts';

/** ULID of an original, made by the window: it names files, so that it may be nothing else. */
export const EvidenceId = Type.String({ pattern: '^[0-9A-HJKMNP-TV-Z]{26}$', maxLength: 26 });

/** What the window says of an original before its bytes come. */
export const IntakeInput = Type.Object(
  {
    evidenceId: EvidenceId,
    caseId: Id,
    kind: EvidenceKind,
    origin: EvidenceOrigin,
    fileName: Line,
    /** What the system, or a receiver, says of where it was taken; the file's own word comes from the file. */
    position: Type.Union([Position, Type.Null()]),
    /** What it shows, so that it is not lost when the program ends before its document is saved: `finding|id`, `item|id`. */
    ties: Type.Array(Type.String({ maxLength: 100 }), { maxItems: 20 }),
  },
  { additionalProperties: false },
);
export type IntakeInput = Static<typeof IntakeInput>;

/** A file that is to be sent: an original, or its small picture by what the document says of it. */
export const SendInput = Type.Object(
  {
    evidenceId: EvidenceId,
    part: Type.Enum([...evidenceParts], { type: 'string', maxLength: 8 }),
    content: FileRef,
    from: Type.Union([Type.Integer({ minimum: 0 }), Type.Null()]),
  },
  { additionalProperties: false },
);
export type SendInput = Static<typeof SendInput>;

/** An original that the server may have, and whose room is wanted. */
export const ReleaseInput = Type.Object({ evidenceId: Id, content: FileRef }, { additionalProperties: false });
export type ReleaseInput = Static<typeof ReleaseInput>;

/** A file that a colleague took and sent. */
export const FetchInput = Type.Object(
  { evidenceId: Id, part: SendInput.properties.part, content: FileRef },
  { additionalProperties: false },
);
export type FetchInput = Static<typeof FetchInput>;

/** Bytes of a slice: a file comes in many, since one message is held in memory as a whole. */
export const sliceBytes = 8 * 1_048_576;
/** A longer original is refused before it comes. */
export const mostOriginalBytes = 4 * 1_073_741_824;

/** A small picture is no longer than this. */
export const pictureBytes = 524_288;

/**
 * Below this path the window reaches the originals: `POST incoming/ID?at=BYTES` brings a slice, `POST pictures` keeps a small picture and answers its `FileRef`, `GET files/SHA256?size=BYTES&type=TYPE`
 * gives a file, or a range of it.
 */
export const evidencePathPrefix = '/evidence/';

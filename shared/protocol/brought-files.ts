import { type Static, Type } from 'typebox';
import { PersonId } from '../schema/common.ts';
import { BundleReply } from './bundles.ts';
import { ProblemBody } from './problem.ts';

/**
 * A file of bundles that is sealed for the server goes there by tus 1.0.0, as originals do: `HEAD` and `PATCH` at its hash and length.
 * `POST` opens it once it has come whole.
 */
export const mostBroughtBytes = 64 * 1_024 * 1_048_576;

/** Bundles of such a file as JSON: a team's of many days have a few millions of bytes; reading them takes thirty times as much memory. */
export const broughtPayloadBytes = 24 * 1_048_576;

/** A file by what it holds. */
export const BroughtRef = Type.Object(
  {
    sha256: Type.String({ pattern: '^[0-9a-f]{64}$' }),
    sizeBytes: Type.Integer({ minimum: 1, maximum: mostBroughtBytes }),
  },
  { additionalProperties: false },
);
export type BroughtRef = Static<typeof BroughtRef>;

/** Path of a file below the server's base, without a slash at its begin. */
export function broughtPath({ sha256, sizeBytes }: BroughtRef): string {
  return `bundles/${sha256}/${sizeBytes}`;
}

/** What came of a file: by bundle how many documents the server has now, and those that it does not take from their author; files of evidence that are new to it. */
export const BroughtReply = Type.Object(
  {
    bundles: Type.Array(
      Type.Object(
        { madeBy: PersonId, documents: Type.Integer({ minimum: 0 }), refused: BundleReply.properties.refused },
        { additionalProperties: false },
      ),
    ),
    leftOut: Type.Array(ProblemBody),
    originals: Type.Integer({ minimum: 0 }),
  },
  { additionalProperties: false },
);
export type BroughtReply = Static<typeof BroughtReply>;

import { type Static, Type } from 'typebox';
import { bundleBytesLimit, SignedBundle } from '../protocol/bundles.ts';
import { FileRef, PublicKey } from '../schema/evidence.ts';

/** Most bundles in one file: a team, each with a few visits to one another. */
export const mostBundles = 200;
export const mostOriginals = 5_000;
export const mostReceivers = 200;

/** Names a file that is being written or read, until it is finished or the vault is shut. */
export const BundleFileId = Type.String({ pattern: '^[\\w-]{22}$', maxLength: 22 });
export const BundleFileRef = Type.Object({ fileId: BundleFileId }, { additionalProperties: false });

export const SignBundleInput = Type.Object(
  { text: Type.String({ minLength: 2, maxLength: bundleBytesLimit }) },
  { additionalProperties: false },
);

/** A file of bundles, sealed to each of the receivers' keys (X25519), with room for these originals. */
export const BeginBundleFile = Type.Object(
  {
    suggestedName: Type.String({ maxLength: 200 }),
    bundles: Type.Array(SignedBundle, { minItems: 1, maxItems: mostBundles }),
    receivers: Type.Array(PublicKey, { maxItems: mostReceivers }),
    /** Sealed to the server as well, so that anybody may carry it there. */
    toServer: Type.Boolean(),
    originals: Type.Array(FileRef, { maxItems: mostOriginals }),
  },
  { additionalProperties: false },
);
export type BeginBundleFile = Static<typeof BeginBundleFile>;

/** A file that is brought to the server, begun. */
export const BegunBringing = Type.Object(
  { fileId: BundleFileId, fileName: Type.String({ maxLength: 200 }), sizeBytes: Type.Integer({ minimum: 1 }) },
  { additionalProperties: false },
);
export type BegunBringing = Static<typeof BegunBringing>;

export const BundleOriginal = Type.Object({ fileId: BundleFileId, content: FileRef }, { additionalProperties: false });

/** A bundle with whether its signature is that of the key that it names. */
export const OpenedBundle = Type.Object(
  { signed: SignedBundle, isSigned: Type.Boolean() },
  { additionalProperties: false },
);
export type OpenedBundle = Static<typeof OpenedBundle>;

/** What a file of bundles holds. */
export const OpenedBundleFile = Type.Object(
  { fileId: BundleFileId, bundles: Type.Array(OpenedBundle), originals: Type.Array(FileRef) },
  { additionalProperties: false },
);
export type OpenedBundleFile = Static<typeof OpenedBundleFile>;

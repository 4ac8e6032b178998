import { type Static, Type } from 'typebox';
import { Id, PersonId, Scope, Stamp } from '../schema/common.ts';
import { PublicKey } from '../schema/evidence.ts';
import { DeviceId } from './auth.ts';
import { ProblemBody } from './problem.ts';

/** Most bytes of one bundle's text: a case with 600 answers and 200 originals has less than two million. */
export const bundleBytesLimit = 16 * 1024 * 1024;

const State = Type.Object({ id: Id, _deleted: Type.Boolean() }, { additionalProperties: true });
const CollectionName = Type.String({ minLength: 1, maxLength: 40 });

/** A document that its sender has written and the server has not confirmed to them. */
export const BundleRow = Type.Object(
  {
    collection: CollectionName,
    /** The state that the server is known to have had; null of a new document. */
    base: Type.Union([State, Type.Null()]),
    state: State,
    isWritten: Type.Boolean(),
    /** Earlier states that went into it and that others may have, the latest last: shared/domain/merge/sent-state.ts. */
    met: Type.Array(Type.Object({ state: State, isWritten: Type.Boolean() }, { additionalProperties: false }), {
      maxItems: 16,
    }),
  },
  { additionalProperties: false },
);
export type BundleRow = Static<typeof BundleRow>;

/** A document of the case as the sender has it from the server. */
export const KnownState = Type.Object({ collection: CollectionName, state: State }, { additionalProperties: false });
export type KnownState = Static<typeof KnownState>;

/**
 * What a member of a team has of a case: all that the server has not confirmed to them, and the rest as they know it. It goes from
 * laptop to laptop, and to the server in its author's name by whoever meets it first.
 */
export const Bundle = Type.Object(
  {
    format: Type.Literal('minh-tra-bundle'),
    version: Type.Literal(1),
    /** Of the wire: states have the form that it has. */
    protocol: Type.Integer(),
    id: Type.String({ pattern: '^[0-9A-HJKMNP-TV-Z]{26}$', maxLength: 26 }),
    caseId: Id,
    scope: Scope,
    madeBy: PersonId,
    device: DeviceId,
    at: Stamp,
    rows: Type.Array(BundleRow, { maxItems: 20_000 }),
    known: Type.Array(KnownState, { maxItems: 20_000 }),
  },
  { additionalProperties: false },
);
export type Bundle = Static<typeof Bundle>;

/** A bundle's JSON text as it was signed (Ed25519 over its UTF-8 bytes), base64url. */
export const SignedBundle = Type.Object(
  {
    text: Type.String({ minLength: 2, maxLength: bundleBytesLimit }),
    publicKey: PublicKey,
    signature: Type.String({ pattern: '^[\\w-]{86}$', maxLength: 86 }),
  },
  { additionalProperties: false },
);
export type SignedBundle = Static<typeof SignedBundle>;

/** POST /bundles: a colleague's bundle, brought by whoever met the server first. */
export const BundleReply = Type.Object(
  {
    /** Documents that the server does not take from their author. The others it has, now or before. */
    refused: Type.Array(
      Type.Object(
        { collection: Type.String(), id: Type.String(), problem: ProblemBody },
        { additionalProperties: false },
      ),
    ),
  },
  { additionalProperties: false },
);
export type BundleReply = Static<typeof BundleReply>;

import { type Static, Type } from 'typebox';
import { SignedBundle } from '../protocol/bundles.ts';
import { Id, PersonId } from '../schema/common.ts';
import { FileRef, PublicKey } from '../schema/evidence.ts';
import { mostBundles, mostOriginals, OpenedBundle } from './bundles.ts';

/** Most laptops of a unit, the revoked ones too. */
const mostColleagues = 20_000;

/** A laptop that this one knows of, as the server has told. */
export const Colleague = Type.Object(
  {
    personId: PersonId,
    /** Ed25519. */
    publicKey: PublicKey,
    revoked: Type.Boolean(),
    /** Its person is in the team of the case. */
    isOfTeam: Type.Boolean(),
  },
  { additionalProperties: false },
);
export type Colleague = Static<typeof Colleague>;

const About = { caseId: Id, colleagues: Type.Array(Colleague, { maxItems: mostColleagues }) };

export const OpenMeetingInput = Type.Object(About, { additionalProperties: false });
export type OpenMeetingInput = Static<typeof OpenMeetingInput>;

/** A meeting that is open: on each of the laptop's networks with a code of its own. */
export const OpenedMeeting = Type.Object(
  {
    networks: Type.Array(
      Type.Object(
        { name: Type.String(), address: Type.String(), code: Type.String() },
        { additionalProperties: false },
      ),
    ),
  },
  { additionalProperties: false },
);
export type OpenedMeeting = Static<typeof OpenedMeeting>;

export const JoinMeetingInput = Type.Object(
  { ...About, code: Type.String({ maxLength: 40 }) },
  { additionalProperties: false },
);
export type JoinMeetingInput = Static<typeof JoinMeetingInput>;

/** Names a laptop that is in the meeting, until it leaves. */
export const PeerId = Type.String({ pattern: '^[\\w-]{22}$', maxLength: 22 });

const Given = {
  bundles: Type.Array(SignedBundle, { maxItems: mostBundles }),
  /** Files of evidence that the other laptop may ask for. */
  originals: Type.Array(FileRef, { maxItems: mostOriginals }),
};
export const GivenToPeer = Type.Object(Given, { additionalProperties: false });
export type GivenToPeer = Static<typeof GivenToPeer>;
export const GiveInput = Type.Object({ peerId: PeerId, ...Given }, { additionalProperties: false });
export type GiveInput = Static<typeof GiveInput>;

export const PeerOriginal = Type.Object({ peerId: PeerId, content: FileRef }, { additionalProperties: false });

/** What a laptop has of the case after it has taken all that it wanted. */
export const PeerHas = Type.Object(
  {
    /** Files of evidence that it still lacks, because nobody here has them, or since it wants none. */
    lacking: Type.Integer({ minimum: 0 }),
  },
  { additionalProperties: false },
);
export type PeerHas = Static<typeof PeerHas>;
export const HasInput = Type.Object({ peerId: PeerId, has: PeerHas }, { additionalProperties: false });

const Code = Type.String({ maxLength: 40 });
const Count = Type.Integer({ minimum: 0 });
const OfPeer = { peerId: PeerId };

/** What happens in a meeting, as the window hears of it. */
export const MeetingEvent = Type.Union([
  Type.Object({ kind: Type.Literal('joined'), ...OfPeer, personId: PersonId }),
  Type.Object({
    kind: Type.Literal('came'),
    ...OfPeer,
    bundles: Type.Array(OpenedBundle),
    originals: Type.Array(FileRef),
  }),
  /** Bytes so far, and whole files that were given. */
  Type.Object({ kind: Type.Literal('moved'), ...OfPeer, received: Count, sent: Count, filesGiven: Count }),
  Type.Object({ kind: Type.Literal('has'), ...OfPeer, has: PeerHas }),
  /** `code`: why, empty where it is done. */
  Type.Object({ kind: Type.Literal('left'), ...OfPeer, code: Code }),
  /** Somebody was not let in; `personId` is empty for who is not known. */
  Type.Object({ kind: Type.Literal('refused'), personId: Type.String({ maxLength: 40 }), code: Code }),
  Type.Object({ kind: Type.Literal('closed'), code: Code }),
]);
export type MeetingEvent = Static<typeof MeetingEvent>;

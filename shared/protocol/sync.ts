import { type Static, Type } from 'typebox';
import { ProblemBody } from './problem.ts';
import { plainText } from './text.ts';

/** Most documents in one pushed batch or one pulled page. */
export const batchLimit = 1_000;

/** A document's revision: content hash of its state (shared/domain/revision); null when the sender knows of none. */
export const Revision = Type.String({ minLength: 16, maxLength: 64 });

/** Where a device is in a collection's change feed: a position per scope, opaque to the device. */
export const Checkpoint = Type.String({ maxLength: 4_000 });

/**
 * `<epoch>.<version>.<proof>` of a state that the server has stored: by it a server that was restored from an older copy
 * knows a state that it has lost. Opaque to the device.
 */
export const Receipt = Type.String({ minLength: 1, maxLength: 120 });

const Document = Type.Object({ _deleted: Type.Boolean() }, { additionalProperties: true });

/** GET /sync/:collection?checkpoint=&limit= */
export const PullQuery = Type.Object(
  { checkpoint: Type.Optional(Checkpoint), limit: Type.Integer({ minimum: 1, maximum: batchLimit, default: 500 }) },
  { additionalProperties: false },
);

/** One page: whole documents (with `_deleted`), newest first in a first download, and the next checkpoint. */
export const PullReply = Type.Object(
  {
    documents: Type.Array(Document),
    checkpoint: Checkpoint,
    /** False when the page reached the end of the feed. */
    more: Type.Boolean(),
    /** Documents that the first download still holds after this page; 0 once it is done. */
    remaining: Type.Integer({ minimum: 0 }),
    /** Of each document in turn. */
    receipts: Type.Array(Receipt),
    /**
     * Milliseconds of which the page waited for its turn at a busy server. One that waits too long comes without documents,
     * with `more` and the checkpoint that was asked for: to be asked for again.
     */
    waitedMs: Type.Optional(Type.Integer({ minimum: 0 })),
  },
  { additionalProperties: false },
);
export type PullReply = Static<typeof PullReply>;

/** One row of a push: the new state, and the revision of the state that it was made from. */
export const PushRow = Type.Object(
  { base: Type.Union([Revision, Type.Null()]), document: Document },
  { additionalProperties: false },
);
export type PushRow = Static<typeof PushRow>;

/** POST /sync/:collection */
export const PushRequest = Type.Object(
  { rows: Type.Array(PushRow, { minItems: 1, maxItems: batchLimit }) },
  { additionalProperties: false },
);
export type PushRequest = Static<typeof PushRequest>;

/**
 * Answer to one row, by its place in the batch. `accepted` rows are left out of the reply: what is not named was
 * accepted, so that the usual answer is empty.
 */
export const PushAnswer = Type.Union([
  Type.Object(
    {
      row: Type.Integer(),
      outcome: Type.Literal('conflict'),
      /** The server's state of the document. */
      document: Document,
      receipt: Receipt,
    },
    { additionalProperties: false },
  ),
  Type.Object(
    { row: Type.Integer(), outcome: Type.Literal('refused'), problem: ProblemBody },
    { additionalProperties: false },
  ),
]);
export type PushAnswer = Static<typeof PushAnswer>;

/** `receipts`: of each row in turn that was accepted as it is, else null. */
export const PushReply = Type.Object(
  { answers: Type.Array(PushAnswer), receipts: Type.Array(Type.Union([Receipt, Type.Null()])) },
  { additionalProperties: false },
);
export type PushReply = Static<typeof PushReply>;

/** One state that a device has a receipt for. */
const ReceiptedRow = Type.Object(
  { id: plainText({ maxLength: 80 }), scope: plainText({ maxLength: 24 }), revision: Revision, receipt: Receipt },
  { additionalProperties: false },
);

/** POST /sync/:collection/lost: which of these states a server that was restored no longer has. */
export const LostRequest = Type.Object(
  { rows: Type.Array(ReceiptedRow, { minItems: 1, maxItems: batchLimit }) },
  { additionalProperties: false },
);
export type LostRequest = Static<typeof LostRequest>;
/** Their places in the request, and the epoch of the database that was asked. */
export const LostReply = Type.Object(
  { lost: Type.Array(Type.Integer({ minimum: 0 })), epoch: Type.String() },
  { additionalProperties: false },
);
export type LostReply = Static<typeof LostReply>;

/** POST /sync/:collection/given-back: states that the server had told the device, and has lost. */
export const GivenBackRequest = Type.Object(
  {
    rows: Type.Array(Type.Object({ document: Document, receipt: Receipt }, { additionalProperties: false }), {
      minItems: 1,
      maxItems: batchLimit,
    }),
  },
  { additionalProperties: false },
);
export type GivenBackRequest = Static<typeof GivenBackRequest>;
/** How many it took; what is not proven, or not the device's to write, is left. */
export const GivenBackReply = Type.Object({ taken: Type.Integer({ minimum: 0 }) }, { additionalProperties: false });
export type GivenBackReply = Static<typeof GivenBackReply>;

/** POST /sync/restored: what was lost has been given back to the database of this epoch; left out where nothing was. */
export const RestoredRequest = Type.Object(
  { epoch: Type.Optional(Type.String({ maxLength: 40 })) },
  { additionalProperties: false },
);
export type RestoredRequest = Static<typeof RestoredRequest>;

/**
 * GET /sync/stream: server-sent events. `event: changed`, `data:` this shape; sent after the change is readable by a
 * pull. `event: ready` comes first, then a comment line every 15 seconds.
 */
export const ChangedEvent = Type.Object(
  { scope: Type.String(), collection: Type.String() },
  { additionalProperties: false },
);
export type ChangedEvent = Static<typeof ChangedEvent>;

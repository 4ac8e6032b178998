import { type Static, Type } from 'typebox';
import { Id, Line } from '../schema/common.ts';

/** Numbers of one block at most: a laptop asks again before it has none. */
export const mostInBlock = 50;
/** A series ends here; no unit comes near. */
export const mostNumber = 99_999;

const RequestId = Type.String({ pattern: '^[A-Za-z0-9_-]{16,40}$', maxLength: 40 });
const Year = Type.Integer({ minimum: 2020, maximum: 2199 });
/** What stands behind the number, as the form has it: `BB-VPHC`. Never `*`, which marks where the series of a year begin. */
const SeriesSymbol = Type.String({
  minLength: 1,
  maxLength: 30,
  pattern: '^[^\\u0000-\\u001f\\u007f-\\u009f\\ud800-\\udfff*]*$',
});
const Count = Type.Integer({ minimum: 1, maximum: mostNumber });

/** Numbers of one unit, year and symbol that one laptop alone may use. */
export const NumberBlock = Type.Object(
  {
    requestId: RequestId,
    /** Of the laptop's note of used numbers. */
    holder: RequestId,
    year: Year,
    symbol: SeriesSymbol,
    first: Count,
    last: Count,
    /** Proves to the server, also to one restored from an older copy, that it gave the block. */
    receipt: Type.String({ pattern: '^[\\w-]{16}$' }),
  },
  { additionalProperties: false },
);
export type NumberBlock = Static<typeof NumberBlock>;

/** POST /numbers/reserve: the next numbers of a series. The same `requestId` gets the same block. */
export const ReserveRequest = Type.Object(
  {
    requestId: RequestId,
    holder: RequestId,
    year: Year,
    symbol: SeriesSymbol,
    count: Type.Integer({ minimum: 1, maximum: mostInBlock }),
  },
  { additionalProperties: false },
);
export type ReserveRequest = Static<typeof ReserveRequest>;
export const ReserveReply = Type.Object({ block: NumberBlock }, { additionalProperties: false });

/** What a laptop knows of one of its blocks. */
export const HeldBlock = Type.Object(
  {
    block: NumberBlock,
    used: Type.Array(Type.Object({ number: Count, documentId: Id }, { additionalProperties: false }), {
      maxItems: mostInBlock,
    }),
  },
  { additionalProperties: false },
);
export type HeldBlock = Static<typeof HeldBlock>;

/**
 * POST /numbers/report: all blocks that the laptop holds, with what it used of them. `voided`: requests whose block the server
 * has given to somebody else since it was restored: nothing more of them may be used. `twice`: numbers that another document has.
 */
export const ReportRequest = Type.Object(
  { blocks: Type.Array(HeldBlock, { maxItems: 200 }) },
  { additionalProperties: false },
);
export type ReportRequest = Static<typeof ReportRequest>;
export const ReportReply = Type.Object(
  {
    voided: Type.Array(RequestId),
    twice: Type.Array(Type.Object({ requestId: RequestId, number: Count }, { additionalProperties: false })),
  },
  { additionalProperties: false },
);
export type ReportReply = Static<typeof ReportReply>;

/** POST /numbers/return: what is left of a block, from a number on. It is used by nobody: a gap with a reason. */
export const ReturnRequest = Type.Object(
  {
    block: NumberBlock,
    from: Count,
    outcome: Type.Enum(['returned', 'lost']),
    reason: Line,
  },
  { additionalProperties: false },
);
export type ReturnRequest = Static<typeof ReturnRequest>;

/** GET /numbers/book: a unit's book of one year. */
export const BookQuery = Type.Object({ year: Year }, { additionalProperties: false });

/** Numbers in a row of which the same is true. `held`: on a laptop. `skipped`: passed over after a restore. */
export const BookEntry = Type.Object(
  {
    symbol: Type.String(),
    first: Count,
    last: Count,
    state: Type.Enum(['used', 'returned', 'lost', 'held', 'skipped']),
    documentId: Type.String(),
    reason: Type.String(),
    /** Name of who holds or told it; empty where nobody did. */
    person: Type.String(),
  },
  { additionalProperties: false },
);
export type BookEntry = Static<typeof BookEntry>;
export const BookReply = Type.Object({ entries: Type.Array(BookEntry) }, { additionalProperties: false });

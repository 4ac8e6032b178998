import { type Static, Type } from 'typebox';
import { NumberBlock } from '../protocol/numbers.ts';
import { Id, Line } from '../schema/common.ts';

/** Whose numbers follow one another: those of one year and symbol, in the person's unit. */
export const SeriesRef = Type.Object(
  { year: NumberBlock.properties.year, symbol: NumberBlock.properties.symbol },
  { additionalProperties: false },
);
export type SeriesRef = Static<typeof SeriesRef>;

/** Numbers of a series that this laptop can still give. */
export const HeldNumbers = Type.Object(
  { ...SeriesRef.properties, left: Type.Integer({ minimum: 0 }) },
  { additionalProperties: false },
);
export type HeldNumbers = Static<typeof HeldNumbers>;

/** A document that is to get its number. */
export const TakeInput = Type.Object(
  {
    ...SeriesRef.properties,
    documentId: Id,
    /** Numbers of the series that stand on other documents, typed or given: each is noted as used there, and passed over. */
    typed: Type.Array(
      Type.Object({ number: Type.Integer({ minimum: 0 }), documentId: Id }, { additionalProperties: false }),
      { maxItems: 20_000 },
    ),
  },
  { additionalProperties: false },
);
export type TakeInput = Static<typeof TakeInput>;

/** Series of which the laptop is to have enough. */
export const ContactInput = Type.Object(
  {
    wanted: Type.Array(SeriesRef, { maxItems: 40 }),
    /** A person has asked: also of series that were given back. */
    isAsked: Type.Boolean(),
  },
  { additionalProperties: false },
);
export type ContactInput = Static<typeof ContactInput>;

/** What is left of a series and is not needed, and why. */
export const GiveBackInput = Type.Object({ ...SeriesRef.properties, reason: Line }, { additionalProperties: false });
export type GiveBackInput = Static<typeof GiveBackInput>;

/** A laptop asks for more once it has fewer than this of a series, and then for so many. */
export const fewNumbers = 5;
export const numbersAtOnce = 20;

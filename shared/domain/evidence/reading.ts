import { type Static, Type } from 'typebox';
import { Value } from 'typebox/value';
import { CalendarDate, Line } from '../../schema/common.ts';
import { canonicalText } from '../revision.ts';

/** A number that somebody read from a device: what its original holds. */
export const Reading = Type.Object(
  {
    version: Type.Literal(1),
    what: Line,
    /** As it stood there, all digits kept: `-12.50`, with a point. */
    value: Type.String({ pattern: '^-?\\d{1,15}(\\.\\d{1,15})?$', maxLength: 32 }),
    unit: Line,
    device: Type.Object(
      { name: Line, serial: Line, calibratedUntil: Type.Union([CalendarDate, Type.Null()]) },
      { additionalProperties: false },
    ),
  },
  { additionalProperties: false },
);
export type Reading = Static<typeof Reading>;

/** A longer text is no reading. */
export const mostReadingBytes = 16_384;

/** The bytes' text of a reading's original: always the same for the same reading. */
export function readingText(reading: Reading): string {
  return canonicalText(reading);
}

/** The reading that an original's text holds; null for any other text. */
export function readingOf(text: string): Reading | null {
  try {
    const held: unknown = JSON.parse(text);
    return Value.Check(Reading, held) ? held : null;
  } catch {
    return null;
  }
}

/** What is wrong with a typed number: not one at all, or one with a point where people here write a comma. */
export type NumberFault = 'none' | 'notANumber' | 'point' | 'tooLong';

/**
 * A number as it is typed, to a reading's value: `1.234,50` becomes `1234.50`. Points only part thousands, so that nobody's 12.5 is taken
 * for another number than they meant.
 */
export function decimalOf(typed: string): { readonly value: string } | { readonly fault: NumberFault } {
  const text = typed.replaceAll(/\s/g, '').replace(/^[−–]/, '-');
  if (text === '') return { fault: 'none' };
  if (/^-?\d+\.\d+$/.test(text) && !/^-?[1-9]\d{0,2}\.\d{3}$/.test(text)) return { fault: 'point' };
  const [, sign = '', whole = '', decimals = ''] = /^(-?)(\d+|[1-9]\d{0,2}(?:\.\d{3})+)(?:,(\d+))?$/.exec(text) ?? [];
  if (whole === '') return { fault: 'notANumber' };
  const digits = whole.replaceAll('.', '').replace(/^0+(?=\d)/, '');
  if (digits.length > 15 || decimals.length > 15) return { fault: 'tooLong' };
  return { value: `${sign}${digits}${decimals && `.${decimals}`}` };
}

/** A reading's value as people write it: `-1234.50` becomes `-1.234,50`. */
export function decimalWords(
  value: string,
  { decimal, group }: { readonly decimal: string; readonly group: string },
): string {
  const [whole = '', decimals] = value.split('.');
  const grouped = whole.replaceAll(/\B(?=(\d{3})+$)/g, group);
  return decimals === undefined ? grouped : `${grouped}${decimal}${decimals}`;
}

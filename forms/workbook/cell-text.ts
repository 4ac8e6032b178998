import type { Cell } from './cells.ts';
import { dateOf } from './dates.ts';

/** A number as a person reads it in its cell. */
export function cellText(number: number, isDate: boolean, countsFrom1904: boolean): Pick<Cell, 'value' | 'problem'> {
  // 0.1 + 0.2 is 0.3 to the person who typed it: Excel shows fifteen digits.
  const text = Number.isInteger(number) ? String(number) : String(Number(number.toPrecision(15)));
  if (!isDate) return { value: text, problem: null };
  const date = dateOf(number, countsFrom1904);
  return date === null ? { value: text, problem: 'ambiguousDate' } : { value: date, problem: null };
}

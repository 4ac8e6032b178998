import type { OfficialDocument } from '../../schema/documents.ts';
import { msOfStamp } from '../clock/stamp.ts';
import { dayOfMs } from '../deadline/day.ts';

type Dated = Pick<OfficialDocument, 'startedAt' | 'createdAt'>;

/** Official number of a document: `07/BB-VPHC` (Decree 30/2020/NĐ-CP: a number below 10 has a zero before it). */
export function documentNumber(number: number, symbol: string): string {
  return `${String(number).padStart(2, '0')}/${symbol}`;
}

/** Which number of a series a text is: 7 for `7/bb-vphc`; null where it is of another series, or none. */
export function numberInSeries(text: string, symbol: string): number | null {
  const [, digits, rest] = /^(\d{1,7})\/(.+)$/.exec(comparable(text)) ?? [];
  return digits !== undefined && rest === comparable(symbol) ? Number(digits) : null;
}

/**
 * The year in whose series a document has its number: that of its own date, whenever the number is given, as number and date belong
 * together (Decree 30/2020/NĐ-CP, art. 15); of one that has no date yet, the year in which it was made.
 */
export function numberYear({ startedAt, createdAt }: Dated): number {
  return Number((startedAt || dayOfMs(msOfStamp(createdAt))).slice(0, 4));
}

/** The other document that bears a document's number in its year; also a cancelled one, whose number stays its own. */
export function sameNumber(
  documents: readonly OfficialDocument[],
  one: Pick<OfficialDocument, 'id' | 'number'> & Dated,
): OfficialDocument | null {
  const number = comparable(one.number);
  if (number === '') return null;
  return (
    documents.find(
      (other) => other.id !== one.id && numberYear(other) === numberYear(one) && comparable(other.number) === number,
    ) ?? null
  );
}

/** As two numbers are compared, however each was typed. */
function comparable(number: string): string {
  return number
    .replace(/\s+/g, '')
    .replace(/^0+(?=\d)/, '')
    .toLocaleUpperCase('vi');
}

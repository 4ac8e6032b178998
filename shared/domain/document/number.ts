import type { OfficialDocument } from '../../schema/documents.ts';

/** Official number of a document: `07/BB-VPHC` (Decree 30/2020/NĐ-CP: a number below 10 has a zero before it). */
export function documentNumber(number: number, symbol: string): string {
  return `${String(number).padStart(2, '0')}/${symbol}`;
}

/** Which number of a series a text is: 7 for `7/bb-vphc`; null where it is of another series, or none. */
export function numberInSeries(text: string, symbol: string): number | null {
  const [, digits, rest] = /^(\d{1,7})\/(.+)$/.exec(comparable(text)) ?? [];
  return digits !== undefined && rest === comparable(symbol) ? Number(digits) : null;
}

/** The other document that bears a document's number in its year; also a cancelled one, whose number stays its own. */
export function sameNumber(
  documents: readonly OfficialDocument[],
  one: Pick<OfficialDocument, 'id' | 'number' | 'startedAt'>,
): OfficialDocument | null {
  const number = comparable(one.number);
  if (number === '') return null;
  return (
    documents.find(
      (other) => other.id !== one.id && yearOf(other) === yearOf(one) && comparable(other.number) === number,
    ) ?? null
  );
}

function yearOf({ startedAt }: Pick<OfficialDocument, 'startedAt'>): string {
  return startedAt.slice(0, 4);
}

/** As two numbers are compared, however each was typed. */
function comparable(number: string): string {
  return number
    .replace(/\s+/g, '')
    .replace(/^0+(?=\d)/, '')
    .toLocaleUpperCase('vi');
}

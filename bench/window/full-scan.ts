import type { InspectionCase } from '../../shared/schema/cases.ts';

/** Folding by another way than the product's, so that a letter which that one forgets is missed here, not there. */
export function plainWords(text: string): string[] {
  const folded = Array.from(text.normalize('NFD'))
    .filter((sign) => sign < '\u0300' || sign > '\u036f')
    .map((sign) => (sign === 'đ' || sign === 'Đ' ? 'd' : sign))
    .join('')
    .toLowerCase();
  return folded.split(/[^a-z0-9]+/).filter(Boolean);
}

/** The words of the fields that are searched, field by field, with a space before each word. */
export function scannable({ number, entityName, entityAddress, legalGround, content }: InspectionCase): string {
  return [number, entityName, entityAddress, legalGround.number, content]
    .map((field) => ` ${plainWords(field).join(' ')}`)
    .join(' |');
}

/** Places of the texts that hold the words as a phrase, the last of them perhaps only begun. */
export function scan(texts: readonly string[], words: readonly string[]): number[] {
  const phrase = ` ${words.join(' ')}`;
  return texts.flatMap((text, at) => (text.includes(phrase) ? [at] : []));
}

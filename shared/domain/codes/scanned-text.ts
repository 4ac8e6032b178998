/** Codes longer than this are no number of a thing. */
const mostLetters = 500;

/** What a code says, as a line of text: it may hold anything, and nothing of it is followed or run. Empty where it says nothing. */
export function scannedText(raw: string): string {
  const line = raw
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/ {2,}/g, ' ')
    .trim();
  return [...line].slice(0, mostLetters).join('');
}

/** A list of codes with one more, the newest last; null where it is in the list already, or says nothing. */
export function withCode(codes: readonly string[], raw: string): readonly string[] | null {
  const text = scannedText(raw);
  return text === '' || codes.includes(text) ? null : [...codes, text];
}

/** Raised when folding changes: a full-text index made by another version is made anew. */
export const foldVersion = 1;

const longestWord = 64;
const ascii = /^[\0-\x7f]*$/;

/** Text without tones and case, `đ` as `d`: `Điều khoản` becomes `dieu khoan`. What a person types finds what is written. */
export function fold(text: string): string {
  const lower = text.toLowerCase();
  if (ascii.test(lower)) return lower;
  return lower
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .replaceAll('đ', 'd');
}

/** The words of a text, folded: runs of letters and digits; everything else parts them. */
export function foldedWords(text: string): string[] {
  return (fold(text).match(/[\p{L}\p{N}]+/gu) ?? []).map((word) => word.slice(0, longestWord));
}

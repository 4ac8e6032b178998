/** Raised when folding changes: a full-text index made by another version is made anew. */
export const foldVersion = 1;

const longestWord = 64;
const space = 0x20;
/** Latin, Greek, Cyrillic, marks, punctuation and the đồng sign: what nearly every text is made of, one unit a letter. */
const tableEnd = 0x20d0;
/** Becomes another letter at a word's end. */
const sigma = 0x3a3;
const isGone = 0;
const isOther = 0xffff;

/** What a code unit folds to by itself: a code unit, nothing, or what only the whole text tells. */
const folded = new Uint16Array(tableEnd).fill(isOther, 0, 1);
const isWord = new Uint8Array(tableEnd);
for (let unit = 1; unit < tableEnd; unit++) {
  const text = foldWhole(String.fromCharCode(unit));
  folded[unit] = text.length > 1 || unit === sigma ? isOther : text === '' ? isGone : text.charCodeAt(0);
  isWord[unit] = /[\p{L}\p{N}]/u.test(text) ? 1 : 0;
}

/** Text without tones and case, `đ` as `d`: `Điều khoản` becomes `dieu khoan`. What a person types finds what is written. */
export function fold(text: string): string {
  const units = new Uint16Array(text.length);
  let length = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    const to = folded[unit] ?? isOther;
    if (to === isOther) return foldWhole(text);
    if (to !== isGone) units[length++] = to;
  }
  return textOf(units, length);
}

/** The words of a text, folded and parted by one space: runs of letters and digits; everything else parts them. */
export function foldedText(text: string): string {
  const units = new Uint16Array(text.length);
  let length = 0;
  let wordLength = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    const to = folded[unit] ?? isOther;
    if (to === isOther) return wordsOfWhole(text).join(' ');
    if (to === isGone) continue;
    if (isWord[unit] === 1) {
      if (wordLength++ < longestWord) units[length++] = to;
    } else if (wordLength > 0) {
      units[length++] = space;
      wordLength = 0;
    }
  }
  if (length > 0 && wordLength === 0) length--;
  return textOf(units, length);
}

export function foldedWords(text: string): string[] {
  const words = foldedText(text);
  return words === '' ? [] : words.split(' ');
}

function foldWhole(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .replaceAll('đ', 'd');
}

function wordsOfWhole(text: string): string[] {
  return (foldWhole(text).match(/[\p{L}\p{N}]+/gu) ?? []).map((word) => word.slice(0, longestWord));
}

/** By parts: a call takes so many arguments and not many more. */
function textOf(units: Uint16Array, length: number): string {
  let text = '';
  for (let from = 0; from < length; from += 4_096) {
    text += Reflect.apply(String.fromCharCode, null, units.subarray(from, Math.min(length, from + 4_096)));
  }
  return text;
}

import { utf8ToBytes } from '@noble/hashes/utils.js';
import type { Problem } from '../problem/problem.ts';

const mebibyte = 1024 * 1024;
/**
 * Most bytes of a document's JSON in UTF-8. A text of 50,000 Vietnamese characters is some 70 KB, a table of 500 lines some
 * 250: each finds room in every value of a full difference, or beside a few others of its kind.
 */
export const documentBytesLimit = 2 * mebibyte;
/** UTF-8 needs no more for a unit of JavaScript's text. */
const mostBytesOfUnit = 3;

/** Why a document of this JSON is not sent, and not taken: `request.tooLarge`; null where it fits. */
export function objectionToSize(text: string): Problem | null {
  if (text.length * mostBytesOfUnit <= documentBytesLimit) return null;
  const fits = text.length <= documentBytesLimit && utf8ToBytes(text).byteLength <= documentBytesLimit;
  if (fits) return null;
  return { code: 'request.tooLarge', details: { rule: 'document', megabytes: documentBytesLimit / mebibyte } };
}

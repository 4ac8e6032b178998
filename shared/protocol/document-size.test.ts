import { describe, expect, it } from 'vitest';
import { problemText } from '../problem/texts.ts';
import { documentBytesLimit, objectionToSize } from './document-size.ts';

/** A document whose JSON has so many bytes, most of them those of the letter. */
function documentOf(bytes: number, letter: string): { readonly note: string } {
  const bytesOf = (value: unknown) => new TextEncoder().encode(JSON.stringify(value)).byteLength;
  const bytesOfLetter = bytesOf(letter) - bytesOf('');
  const left = bytes - bytesOf({ note: '' });
  const count = Math.floor(left / bytesOfLetter);
  return { note: letter.repeat(count) + 'x'.repeat(left - count * bytesOfLetter) };
}

const tooLarge = { code: 'request.tooLarge', details: { rule: 'document', megabytes: 2 } } as const;

describe('the size of a document', () => {
  it.each([
    ['a letter of one byte', 'x'],
    ['a Vietnamese letter of three', 'ế'],
    ['a letter that JSON escapes', '\t'],
    ['a letter outside of the first plane', '🙂'],
  ])('is counted in bytes of UTF-8: %s', (_what, letter) => {
    expect(objectionToSize(JSON.stringify(documentOf(documentBytesLimit, letter)))).toBeNull();
    expect(objectionToSize(JSON.stringify(documentOf(documentBytesLimit + 1, letter)))).toEqual(tooLarge);
  });

  it('holds what the schemas are for: a full difference about the longest text, a table of 500 lines differed about', () => {
    const text = 'Điểm phục vụ số 2 niêm yết thiếu nhóm hàng. '.repeat(1_200).slice(0, 50_000);
    const difference = Array.from({ length: 16 }, () => ({ value: text }));
    expect(
      objectionToSize(JSON.stringify({ fact: text, conflicts: [{ values: difference, settled: { value: text } }] })),
    ).toBeNull();
    const line = Object.fromEntries(Array.from({ length: 6 }, (_, at) => [`Cột số ${at}`, text.slice(0, 60)]));
    const table = Array.from({ length: 500 }, () => line);
    const values = [{ value: table }, { value: table }, { value: table }];
    expect(
      objectionToSize(JSON.stringify({ response: table, conflicts: [{ values, settled: { value: table } }] })),
    ).toBeNull();
  });

  it('is said to a person with the limit', () => {
    expect(problemText(tooLarge, 'vi').what).toContain('2 MB');
    expect(problemText(tooLarge, 'en').what).toContain('2 MB');
  });
});

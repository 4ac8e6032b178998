import { describe, expect, it } from 'vitest';
import { markText, markWords, type PrintedPage, pageHash, readMark } from './page-code.ts';
import { minutes } from './testing/documents.ts';

const printed: PrintedPage = {
  caseId: '01KB3V0000000000000000CASE',
  documentId: '01KB3V00000000000000000DOC',
  ...{ page: 2, pages: 3, hash: '7f3a92c1ab04' },
};
const text = 'MT1:01KB3V0000000000000000CASE:01KB3V00000000000000000DOC:2/3:7F3A92C1AB04:T';

describe('the mark of a printed page', () => {
  it.each([
    ['top', text],
    ['bottom', text.replace(/T$/, 'B')],
  ] as const)('at the %s says which page of which text it is', (place, words) => {
    expect(markText(printed, place)).toBe(words);
    expect(readMark(words)).toEqual({ printed, place });
  });

  it('is made of the letters that a QR code holds in few dots', () => {
    expect(text).toMatch(/^[0-9A-Z $%*+./:-]+$/);
  });

  it.each([
    ['a code of somebody else', 'https://example.com'],
    ['another version', text.replace('MT1', 'MT2')],
    ['a page behind the last', text.replace('2/3', '4/3')],
    ['page nought', text.replace('2/3', '0/3')],
    ['a hash that is cut off', text.replace('7F3A92C1AB04', '7F3A92C1')],
    ['no document', text.replace('01KB3V00000000000000000DOC', '')],
    ['words before it', ` ${text}`],
    ['words behind it', `${text}\n`],
    ['nothing', ''],
  ])('is not taken for one: %s', (_, words) => {
    expect(readMark(words)).toBeNull();
  });

  it('changes with the text that is signed, and not with who has signed it', () => {
    expect(pageHash({ ...minutes, place: 'nơi khác' })).not.toBe(pageHash(minutes));
    expect(pageHash({ ...minutes, copies: [{ id: 'c', receiver: 'Sở', count: 1, handedOverAt: '' }] })).toBe(
      pageHash(minutes),
    );
  });

  it.each([
    ['12/KT-2026', ['Vụ việc 12/KT-2026, trang 2/3', 'Mã nội dung 7F3A 92C1 AB04']],
    ['', ['Trang 2/3', 'Mã nội dung 7F3A 92C1 AB04']],
  ])('says the same to people, with the number of the case: %s', (number, words) => {
    expect(markWords(printed, number)).toEqual(words);
  });
});

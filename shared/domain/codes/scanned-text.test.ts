import { describe, expect, it } from 'vitest';
import { scannedText, withCode } from './scanned-text.ts';

describe('what a code says', () => {
  it.each([
    ['a number', '356938035643809', '356938035643809'],
    ['with the end of line that a hand scanner sends', 'SN-1\r\n', 'SN-1'],
    ['in groups', '\u001d0108935\u001d10LOT', '0108935 10LOT'],
    ['that turns the way it is read', '\u202eabc\u2066', 'abc'],
    ['that is a link, which stays text', ' https://vi.du/a ', 'https://vi.du/a'],
    ['nothing', '\u0000 \u0007', ''],
  ])('%s', (_, raw, text) => {
    expect(scannedText(raw)).toBe(text);
  });

  it('is cut where no number is so long', () => {
    expect([...scannedText('Ễ'.repeat(900))]).toHaveLength(500);
  });

  it.each([
    ['another', ['a'], 'b', ['a', 'b']],
    ['one that is there', ['a'], ' a\n', null],
    ['nothing', ['a'], '\n', null],
  ])('joins a list once: %s', (_, before, raw, after) => {
    expect(withCode(before, raw)).toEqual(after);
  });
});

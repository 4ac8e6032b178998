import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold, foldedText, foldedWords } from './fold.ts';

describe('fold', () => {
  it.each([
    ['Ễ', 'e'],
    ['Ặ', 'a'],
    ['ỵ', 'y'],
    ['Ữ', 'u'],
    ['Đ', 'd'],
    ['đ', 'd'],
    ['Điều khoản', 'dieu khoan'],
    ['QUYẾT ĐỊNH XỬ PHẠT', 'quyet dinh xu phat'],
    ['Nguyễn Thị Ngọc Ánh', 'nguyen thi ngoc anh'],
    ['123/NĐ-CP', '123/nd-cp'],
    ['', ''],
  ])('%s becomes %s', (text, folded) => {
    expect(fold(text)).toBe(folded);
  });

  it('folds composed and decomposed text alike, and folded text to itself', () => {
    const text = 'Bưu chính, viễn thông: Ễ Ặ ỵ Ữ Đ';
    expect(fold(text.normalize('NFD'))).toBe(fold(text.normalize('NFC')));
    expect(fold(fold(text))).toBe(fold(text));
  });

  it('folds every letter of the Vietnamese alphabet to a letter of ASCII', () => {
    const marks = ['', '\u0300', '\u0301', '\u0303', '\u0309', '\u0323'];
    const vowels = ['a', 'ă', 'â', 'e', 'ê', 'i', 'o', 'ô', 'ơ', 'u', 'ư', 'y'];
    for (const vowel of vowels) {
      for (const mark of marks) {
        const letter = (vowel + mark).normalize('NFC');
        expect(fold(letter)).toMatch(/^[a-z]$/);
        expect(fold(letter.toUpperCase())).toBe(fold(letter));
      }
    }
  });
});

describe('foldedWords', () => {
  it('parts words at everything that is no letter and no digit', () => {
    expect(foldedWords('Số 45/2025/NĐ-CP, ngày 1.7.2025 (bưu chính)')).toEqual([
      ...['so', '45', '2025', 'nd', 'cp', 'ngay', '1', '7', '2025', 'buu', 'chinh'],
    ]);
    expect(foldedWords(' – … “” ')).toEqual([]);
  });

  it('cuts what is no word of any language', () => {
    expect(foldedWords('x'.repeat(1_000))).toEqual(['x'.repeat(64)]);
  });
});

describe('folding unit by unit', () => {
  const wholly = (text: string) =>
    text
      .toLowerCase()
      .normalize('NFD')
      .replace(/\p{M}+/gu, '')
      .replaceAll('đ', 'd');
  const texts = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: 'grapheme' }),
    fc.string({ unit: fc.constantFrom(...'ăĐộ\u0323\u0301 –“”₫ΣΑςİßŁﬁ\0a1'), maxLength: 40 }),
  );

  it('is folding as a whole, whatever the text', () => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(fold(text)).toBe(wholly(text));
        const words = (wholly(text).match(/[\p{L}\p{N}]+/gu) ?? []).map((word) => word.slice(0, 64));
        expect(foldedText(text)).toBe(words.join(' '));
      }),
      { numRuns: 3_000 },
    );
  });
});

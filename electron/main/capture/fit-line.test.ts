import { describe, expect, it } from 'vitest';
import { fitLine, nameFrom } from './fit-line.ts';

describe("a stranger's title", () => {
  it.each([
    ['Bảng giá cước', 'Bảng giá cước'],
    ['  hai\n\n dòng\t\u0000', 'hai dòng'],
    ['lẻ \ud83d', 'lẻ'],
    ['', ''],
  ])('%j becomes %j', (title, expected) => {
    expect(fitLine(title, 500)).toBe(expected);
  });

  it('is cut where it is long, and never within a sign', () => {
    expect(nameFrom('x'.repeat(500))).toHaveLength(120);
    expect(nameFrom(`${'x'.repeat(119)}😀`)).toBe('x'.repeat(119));
  });
});

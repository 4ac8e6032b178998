import { describe, expect, it } from 'vitest';
import { csvCell, sheetCell } from './sheet-cell.ts';

const longest = 32_767;

describe('a cell of words', () => {
  it.each([
    ['Có', 'Có'],
    ['=1+1', '=1+1'],
    ['hai\r\ndòng', 'hai\ndòng'],
    ['a\u0000b\u001b[0m', 'ab[0m'],
    ['nửa \ud83d thôi', 'nửa \ufffd thôi'],
    ['xuôi\u202engược', 'xuôingược'],
    ['Tiê\u0301ng', 'Tiếng'],
  ])('%j is %j', (text, cell) => {
    expect(sheetCell(text)).toBe(cell);
  });

  it.each<[what: string, text: string, cell: string]>([
    ['as long as a cell', 'a'.repeat(longest), 'a'.repeat(longest)],
    ['longer', 'a'.repeat(longest + 1), `${'a'.repeat(longest - 4)} […]`],
    ['longer, of signs of two units', '😀'.repeat(20_000), `${'😀'.repeat((longest - 5) / 2)} […]`],
  ])('is cut with a mark: %s', (_what, text, cell) => {
    expect(sheetCell(text) === cell).toBe(true);
    expect(sheetCell(text).length).toBeLessThanOrEqual(longest);
  });
});

describe('a cell of a CSV', () => {
  it.each([
    ...[
      '=1+1',
      '+84 24 123',
      '-1',
      '@a',
      '\t=1',
      '\tx',
      '"=1+1"',
      `'=1`,
      '""+1',
      ' =1',
      '\u00a0=1',
      '=',
      '＝1',
      '\n-1',
    ],
  ])('%j begins with an apostrophe', (text) => {
    expect(csvCell(text)).toBe(`'${text}`);
  });

  it.each(['a=1', '1-2', '', ' ', '007', '2026-01-01', 'a@b.vn', '“=1”', "'", '"a"'])('%j stays as it is', (text) => {
    expect(csvCell(text)).toBe(text);
  });

  it('is no formula once its line ends are those of a sheet, and no longer than a cell', () => {
    expect(csvCell('\r=1')).toBe("'\n=1");
    expect(csvCell('='.repeat(longest + 9)).length).toBe(longest);
  });
});

import { describe, expect, it } from 'vitest';
import { documentNumber } from './number.ts';

describe('the official number of a document', () => {
  it.each([
    [7, 'BB-VPHC', '07/BB-VPHC'],
    [12, 'BB-ĐKT', '12/BB-ĐKT'],
    [1_204, 'BB-LV', '1204/BB-LV'],
  ])('%i of %s is %s', (number, symbol, expected) => {
    expect(documentNumber(number, symbol)).toBe(expected);
  });
});

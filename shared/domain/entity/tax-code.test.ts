import { describe, expect, it } from 'vitest';
import { readTaxCode } from './tax-code.ts';

describe('an enterprise or tax code (Circular 86/2024/TT-BTC)', () => {
  it.each([
    ['an enterprise', '0109979249', '0109979249'],
    ['an enterprise, with spaces as on paper', ' 0109 979 249 ', '0109979249'],
    ['a branch', '0109979249-001', '0109979249-001'],
    ['a branch without the hyphen', '0109979249001', '0109979249-001'],
    ['a branch with spaces around the hyphen', '0109979249 - 001', '0109979249-001'],
    ['a household business or an individual', '001085012345', '001085012345'],
    ['too few digits', '12345', null],
    ['9 digits', '010997924', null],
    ['11 digits', '01099792491', null],
    ['14 digits', '01099792490011', null],
    ['a hyphen elsewhere', '010997924-9001', null],
    ['a branch with two digits', '0109979249-01', null],
    ['an individual with a part', '001085012345-001', null],
    ['letters', 'DN01099792', null],
    ['nothing', '', null],
  ])('%s: %s', (_, typed, code) => {
    expect(readTaxCode(typed)).toBe(code);
  });
});

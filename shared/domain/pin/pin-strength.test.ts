import { describe, expect, it } from 'vitest';
import { pinWeakness } from './pin-strength.ts';

const cases: readonly (readonly [string, ReturnType<typeof pinWeakness>])[] = [
  ['', 'tooShort'],
  ['12345', 'tooShort'],
  ['000000', 'repeated'],
  ['121212', 'repeated'],
  ['123123', 'repeated'],
  ['123456', 'sequence'],
  ['654321', 'sequence'],
  ['789012', 'sequence'],
  ['210987', 'sequence'],
  ['1234567890', 'sequence'],
  ['112233', 'common'],
  ['147258', 'common'],
  ['1234567890123', 'tooLong'],
  ['274951', null],
  ['583920174652', null],
  ['mật khẩu', null],
  ['ngắn', 'tooShort'],
  ['abababab', 'repeated'],
  ['ThanhTra123', 'common'],
  ['cá kho tộ ngon', null],
];

describe('a PIN is refused when it is easy to guess', () => {
  it.each(cases)('%s: %s', (pin, weakness) => {
    expect(pinWeakness(pin)).toBe(weakness);
  });
});

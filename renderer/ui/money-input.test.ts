import { describe, expect, it } from 'vitest';
import { parseMoney } from './money-input.ts';

describe('a sum as people type it', () => {
  it.each([
    ['5500000', 5_500_000],
    ['5.500.000', 5_500_000],
    ['5,500,000', 5_500_000],
    ['5 500 000', 5_500_000],
    ['5.500.000 đ', 5_500_000],
    ['5.500.000đ', 5_500_000],
    ['5.500.000 VND', 5_500_000],
    ['5.500.000 đồng', 5_500_000],
    ['5,5 triệu', 5_500_000],
    ['5.5tr', 5_500_000],
    ['1,2 tỷ', 1_200_000_000],
    ['1,001 tỷ', 1_001_000_000],
    ['500 nghìn', 500_000],
    ['500k', 500_000],
    ['0', 0],
  ])('%s is %i', (typed, dong) => {
    expect(parseMoney(typed)).toEqual({ ok: true, dong });
  });

  it.each(['năm triệu', '', '-5', '5,5', '1.2.3', '5 con', '1,23456789 triệu', '99999999999999999999'])(
    '"%s" is refused',
    (typed) => {
      expect(parseMoney(typed)).toEqual({ ok: false, fault: 'notASum' });
    },
  );

  it('keeps to its bounds, both included', () => {
    expect(parseMoney('5', { min: 5, max: 10 })).toEqual({ ok: true, dong: 5 });
    expect(parseMoney('4', { min: 5 })).toEqual({ ok: false, fault: 'tooLittle' });
    expect(parseMoney('11', { max: 10 })).toEqual({ ok: false, fault: 'tooMuch' });
  });
});

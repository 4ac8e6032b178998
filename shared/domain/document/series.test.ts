import { describe, expect, it } from 'vitest';
import { seriesFor, symbolOf } from './series.ts';

const form = (symbol: string | null, own: object = {}) =>
  ({
    id: `form ${symbol}`,
    effectiveFrom: null,
    effectiveTo: null,
    confidence: 'high',
    data: { symbol, use: 'minutes' },
    ...own,
  }) as never;

describe('numbers that a laptop should hold', () => {
  it.each([
    ['those of usual minutes, before any form has come', [], '2026-11-18', ['2026 BB-LV', '2026 BB-VPHC']],
    [
      'those of forms by which documents are made, each once',
      [form('BB-ĐKT'), form('BB-LV')],
      '2026-11-18',
      ['2026 BB-LV', '2026 BB-VPHC', '2026 BB-ĐKT'],
    ],
    [
      'none of a form that the unit fills in, or that has none',
      [form('QĐ-…'), form('(công văn: Số: …)'), form(null)],
      '2026-11-18',
      ['2026 BB-LV', '2026 BB-VPHC'],
    ],
    [
      'none of a form that is no longer in force, or makes nothing',
      [form('BB-TG', { effectiveTo: '2026-11-17' }), form('BB-XM', { data: { symbol: 'BB-XM' } })],
      '2026-11-18',
      ['2026 BB-LV', '2026 BB-VPHC'],
    ],
    [
      'those of the next year as well, at the end of one',
      [],
      '2026-12-25',
      ['2026 BB-LV', '2026 BB-VPHC', '2027 BB-LV', '2027 BB-VPHC'],
    ],
  ])('are %s', (_, forms, today, expected) => {
    expect(seriesFor(forms, today).map(({ year, symbol }) => `${year} ${symbol}`)).toEqual(expected);
  });

  it('have the symbol that the form itself gives', () => {
    expect([symbolOf({ symbol: 'BB-GTTT' }), symbolOf({ symbol: 'KL-…' }), symbolOf({})]).toEqual(['BB-GTTT', '', '']);
  });
});

import { describe, expect, it } from 'vitest';
import { seriesFor, symbolOf } from './series.ts';

const form = (series: string | undefined, own: object = {}) =>
  ({
    id: `form ${series}`,
    effectiveFrom: null,
    effectiveTo: null,
    confidence: 'high',
    data: { series, symbol: 'BB' },
    ...own,
  }) as never;

describe('numbers that a laptop should hold', () => {
  it.each([
    ['none before any form has come', [], '2026-11-18', []],
    [
      'those of the forms that name a series, each once',
      [form('BB-TG'), form('BB-LV'), form('BB-LV')],
      '2026-11-18',
      ['2026 BB-TG', '2026 BB-LV'],
    ],
    ['none of a form that only has a symbol', [form(undefined)], '2026-11-18', []],
    [
      'none of a form that is no longer in force',
      [form('BB-TG', { effectiveTo: '2026-11-17' }), form('BB-NP')],
      '2026-11-18',
      ['2026 BB-NP'],
    ],
    ['those of the next year as well, at the end of one', [form('BB-LV')], '2026-12-25', ['2026 BB-LV', '2027 BB-LV']],
  ])('are %s', (_, forms, today, expected) => {
    expect(seriesFor(forms, today).map(({ year, symbol }) => `${year} ${symbol}`)).toEqual(expected);
  });

  it('have the symbol of the series', () => {
    expect([symbolOf({ series: 'BB-GTTT' }), symbolOf({})]).toEqual(['BB-GTTT', '']);
  });
});

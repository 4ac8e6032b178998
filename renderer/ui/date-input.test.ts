import { describe, expect, it } from 'vitest';
import { parseDate } from './date-input.ts';

const today = '2026-11-18';

describe('a date as people type it', () => {
  it.each([
    ['18/11/2026', '2026-11-18'],
    ['18-11-2026', '2026-11-18'],
    ['18.11.26', '2026-11-18'],
    ['18 11 2026', '2026-11-18'],
    [' 1/2/2026 ', '2026-02-01'],
    ['1 / 2 / 2026', '2026-02-01'],
    ['18/11', '2026-11-18'],
    ['1811', '2026-11-18'],
    ['181126', '2026-11-18'],
    ['18112026', '2026-11-18'],
    ['2026-11-18', '2026-11-18'],
    ['29/02/2028', '2028-02-29'],
    ['01/01/1900', '1900-01-01'],
  ])('%s is %s', (typed, date) => {
    expect(parseDate(typed, today)).toEqual({ ok: true, date });
  });

  it.each([
    ['mai', { reason: 'notADate' }],
    ['18/11/2', { reason: 'notADate' }],
    ['18/11/202', { reason: 'notADate' }],
    ['1/13/2026', { reason: 'noSuchMonth', month: 13 }],
    ['1/0/2026', { reason: 'noSuchMonth', month: 0 }],
    ['31/02/2026', { reason: 'noSuchDay', day: 31, month: 2, year: 2026 }],
    ['29/02/2100', { reason: 'noSuchDay', day: 29, month: 2, year: 2100 }],
    ['0/5/2026', { reason: 'noSuchDay', day: 0, month: 5, year: 2026 }],
    ['31/4', { reason: 'noSuchDay', day: 31, month: 4, year: 2026 }],
    ['01/01/1899', { reason: 'yearOutOfRange', year: 1899 }],
  ])('%s is refused: %o', (typed, fault) => {
    expect(parseDate(typed, today)).toEqual({ ok: false, fault });
  });

  it('keeps to its bounds, both included', () => {
    const bounds = { min: '2026-11-01', max: '2026-11-30' };
    expect(parseDate('1/11', today, bounds)).toEqual({ ok: true, date: '2026-11-01' });
    expect(parseDate('30/11', today, bounds)).toEqual({ ok: true, date: '2026-11-30' });
    expect(parseDate('31/10', today, bounds)).toEqual({ ok: false, fault: { reason: 'tooEarly', date: bounds.min } });
    expect(parseDate('1/12', today, bounds)).toEqual({ ok: false, fault: { reason: 'tooLate', date: bounds.max } });
  });
});

import { describe, expect, it } from 'vitest';
import type { OfficialDocument } from '../../schema/documents.ts';
import { nextStamp } from '../clock/stamp.ts';
import { documentNumber, numberInSeries, numberYear, sameNumber } from './number.ts';
import { minutes } from './testing/documents.ts';

describe('the official number of a document', () => {
  it.each([
    [7, 'BB-VPHC', '07/BB-VPHC'],
    [12, 'BB-ĐKT', '12/BB-ĐKT'],
    [1_204, 'BB-LV', '1204/BB-LV'],
  ])('%i of %s is %s', (number, symbol, expected) => {
    expect(documentNumber(number, symbol)).toBe(expected);
  });

  it.each([
    ['07/BB-LV', 7],
    [' 7 / bb-lv ', 7],
    ['0012/BB-LV', 12],
    ['07/BB-LV1', null],
    ['07/BB-VPHC', null],
    ['07', null],
    ['', null],
  ])('typed as “%s” is %s of BB-LV', (typed, expected) => {
    expect(numberInSeries(typed, 'BB-LV')).toBe(expected);
  });

  const cancelled = { id: 'c', by: 'p-an', at: 'now', reason: 'lập nhầm' };
  it.each<[string, Partial<OfficialDocument>, boolean]>([
    ['another with the same number', { id: 'b', number: '7/bb-lv' }, true],
    ['another that is cancelled', { id: 'b', number: '07/BB-LV', cancelled }, true],
    ['another of the year before', { id: 'b', number: '07/BB-LV', startedAt: '2025-11-17T08:00' }, false],
    ['another without a date, made in that year', { id: 'b', number: '07/BB-LV', startedAt: '' }, true],
    ['another with another number', { id: 'b', number: '17/BB-LV' }, false],
    ['another without', { id: 'b', number: '' }, false],
    ['itself', { id: 'a', number: '07/BB-LV' }, false],
  ])('meets %s', (_, own, isMet) => {
    const one = { ...minutes, id: 'a', number: '07/BB-LV' };
    expect(sameNumber([{ ...minutes, ...own }], one) !== null).toBe(isMet);
  });

  it.each<[string, string, number, number]>([
    ['its own date', '2025-12-31T22:10', Date.UTC(2026, 0, 1), 2025],
    ['the day in Viet Nam on which it was made, while it has none', '', Date.UTC(2025, 11, 31, 18), 2026],
  ])('is of the series of the year of %s', (_, startedAt, madeMs, expected) => {
    expect(numberYear({ startedAt, createdAt: nextStamp(null, madeMs, 'test') })).toBe(expected);
  });

  it('meets nobody while it is empty', () => {
    const one = { ...minutes, id: 'a', number: ' ' };
    expect(sameNumber([{ ...minutes, id: 'b', number: '' }], one)).toBeNull();
  });
});

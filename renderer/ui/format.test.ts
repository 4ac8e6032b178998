import { describe, expect, it } from 'vitest';
import * as format from './format.ts';

const afternoon = Date.parse('2026-11-18T14:02:00+07:00');

describe('dates as they are read in Viet Nam', () => {
  it('takes the day of Viet Nam, not of the machine', () => {
    expect(format.dayOf(Date.parse('2026-11-18T23:30:00Z'))).toBe('2026-11-19');
    expect(format.dayOf(Date.parse('2026-11-18T16:59:59Z'))).toBe('2026-11-18');
  });

  it('writes the day first', () => {
    expect(format.formatDate('2026-11-18')).toBe('18/11/2026');
    expect(format.formatDate('chưa rõ')).toBe('chưa rõ');
    expect(format.formatShortDate('2026-11-18', '2026-01-01')).toBe('18/11');
    expect(format.formatShortDate('2025-11-18', '2026-01-01')).toBe('18/11/2025');
  });

  it('names the day in both languages', () => {
    expect(format.formatLongDate('2026-11-18', 'vi').replaceAll('\u00a0', ' ')).toBe('Thứ Tư, 18 tháng 11');
    expect(format.formatLongDate('2026-11-18', 'en')).toBe('Wednesday, 18 November');
    expect(format.formatWeekday('2026-11-18', 'vi')).toBe('T4');
    expect(format.formatWeekday('2026-11-22', 'vi')).toBe('CN');
    expect(format.formatWeekday('2026-11-18', 'en')).toBe('Wed');
  });

  it('says a moment as one would say it', () => {
    const at = (text: string) => format.formatMoment(Date.parse(text), afternoon, 'vi');
    expect(at('2026-11-18T08:05:00+07:00')).toBe('08:05');
    expect(at('2026-11-17T23:59:00+07:00')).toBe('hôm qua');
    expect(at('2026-11-16T10:00:00+07:00')).toBe('16/11');
    expect(at('2025-11-16T10:00:00+07:00')).toBe('16/11/2025');
    expect(format.formatNearDay('2026-11-19', '2026-11-18', 'vi')).toBe('ngày mai');
    expect(format.formatNearDay('2026-11-19', '2026-11-18', 'en')).toBe('tomorrow');
    expect(format.formatNearDay('2026-11-20', '2026-11-18', 'vi')).toBeNull();
  });

  it('rounds the end of a wait up to the minute', () => {
    expect(format.formatTimeAfter(Date.parse('2026-11-18T14:02:01+07:00'))).toBe('14:03');
    expect(format.formatTimeAfter(afternoon)).toBe('14:02');
  });

  it('adds days over the end of a month and of February in a leap year', () => {
    expect(format.addDays('2026-11-30', 1)).toBe('2026-12-01');
    expect(format.addDays('2028-02-28', 1)).toBe('2028-02-29');
    expect(format.addDays('2026-01-01', -1)).toBe('2025-12-31');
    expect(format.daysBetween('2026-11-18', '2026-12-01')).toBe(13);
  });
});

describe('figures', () => {
  it('groups by the language', () => {
    expect(format.formatMoney(1_234_567, 'vi')).toBe('1.234.567\u00a0đ');
    expect(format.formatMoney(1_234_567, 'en')).toBe('1,234,567\u00a0VND');
    expect(format.formatNumber(50_000, 'vi')).toBe('50.000');
    expect(format.formatShare(0.534, 'vi')).toMatch(/^53\s?%$/);
  });

  it.each([
    [0, '0 B'],
    [900, '900 B'],
    [98_304, '96 KB'],
    [43_201_331, '41,2 MB'],
    [1_610_612_736, '1,5 GB'],
  ])('%i bytes are %s', (bytes, text) => {
    expect(format.formatSize(bytes, 'vi')).toBe(text);
  });
});

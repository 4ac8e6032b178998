import { describe, expect, it } from 'vitest';
import { decimalOf, decimalWords, type Reading, readingOf, readingText } from './reading.ts';

const reading: Reading = {
  version: 1,
  what: 'Cường độ trường',
  value: '12.50',
  unit: 'V/m',
  device: { name: 'Narda SRM-3006', serial: 'H-0412', calibratedUntil: '2027-03-31' },
};

describe('a number that is typed', () => {
  it.each([
    ['12,5', '12.5'],
    ['12,50', '12.50'],
    ['0,05', '0.05'],
    ['1.234', '1234'],
    ['1.234.567,8', '1234567.8'],
    [' 1 234,5 ', '1234.5'],
    ['−3', '-3'],
    ['-0,5', '-0.5'],
    ['007', '7'],
  ])('%j is %s', (typed, value) => {
    expect(decimalOf(typed)).toEqual({ value });
  });

  it.each([
    ['', 'none'],
    ['  ', 'none'],
    ['12.5', 'point'],
    ['0.050', 'point'],
    ['1234.567', 'point'],
    ['12,5 V/m', 'notANumber'],
    ['1,2,3', 'notANumber'],
    ['1.23.456', 'notANumber'],
    ['12,', 'notANumber'],
    ['1e5', 'notANumber'],
    ['1234567890123456', 'tooLong'],
  ])('%j is none: %s', (typed, fault) => {
    expect(decimalOf(typed)).toEqual({ fault });
  });

  it('is written as people here write it', () => {
    expect(decimalWords('-1234567.50', { decimal: ',', group: '.' })).toBe('-1.234.567,50');
    expect(decimalWords('123', { decimal: ',', group: '.' })).toBe('123');
  });
});

describe("a reading's original", () => {
  it('says the same for the same reading, in whatever order its parts were given', () => {
    const { version, ...others } = reading;
    expect(readingText({ ...others, version })).toBe(readingText(reading));
    expect(readingOf(readingText(reading))).toEqual(reading);
  });

  it.each(['', '{}', 'null', '{"version":1}', readingText({ ...reading, value: '12,5' })])('is none: %s', (text) => {
    expect(readingOf(text)).toBeNull();
  });
});

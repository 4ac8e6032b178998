import { describe, expect, it } from 'vitest';
import { parseTime } from './time-input.ts';

describe('a time of day as it is typed', () => {
  it.each([
    ['8:15', '08:15'],
    ['08h15', '08:15'],
    ['8 giờ 5', '08:05'],
    ['8.15', '08:15'],
    ['815', '08:15'],
    ['1640', '16:40'],
    ['8h', '08:00'],
    ['17', '17:00'],
    ['24:00', null],
    ['8:60', null],
    ['sáng', null],
    ['', null],
  ])('%s', (typed, time) => {
    expect(parseTime(typed)).toBe(time);
  });
});

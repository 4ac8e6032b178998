import { expect, it } from 'vitest';
import { momentText, readMoment } from './moment.ts';

it.each([
  [0, '1970-01-01T07:00:00+07:00', '01/01/1970 07:00:00'],
  [Date.UTC(2026, 10, 27, 17, 30, 5), '2026-11-28T00:30:05+07:00', '28/11/2026 00:30:05'],
  [9e15, '', ''],
  [Number.NaN, '', ''],
])('%d is %j', (ms, text, words) => {
  expect(momentText(ms)).toBe(text);
  expect(readMoment(text)).toBe(words);
});

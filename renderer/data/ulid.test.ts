import { expect, it } from 'vitest';
import { newId } from './ulid.ts';

it('makes ids that sort in the order in which they were made, also within one millisecond and when the clock goes back', () => {
  const times = [1_000, 1_000, 1_000, 2_000, 1_500, 2_000, 3_000];
  const ids = times.map((time) => newId(time));
  expect(ids).toEqual([...ids].sort());
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) expect(id).toMatch(/^[0-9A-HJKMNP-TV-Z]{26}$/);
});

it('says the time in its first ten characters, as the specification has it', () => {
  expect(newId(1_469_918_176_385).slice(0, 10)).toBe('01ARYZ6S41');
});

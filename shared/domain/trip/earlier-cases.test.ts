import { expect, it } from 'vitest';
import { earlierCases } from './earlier-cases.ts';

it('are those before a case, the last one first: none that is planned after it, nor itself', () => {
  const visit = (id: string, startsOn: string) => ({ id, startsOn });
  const own = visit('own', '2026-11-17');
  const all = [visit('old', '2024-03-01'), own, visit('next', '2027-02-01'), visit('last', '2025-05-06')];
  expect(earlierCases(all, own).map(({ id }) => id)).toEqual(['last', 'old']);
  expect(earlierCases([own], own)).toEqual([]);
});

import { expect, it } from 'vitest';
import { mergeDocuments } from './merge-documents.ts';
import { writersOf } from './origins.ts';
import { synced } from './testing/stamps.ts';

const claim = (value: string, by: string, at: string) => ({ value, by, at, device: `laptop of ${by}` });

it('a value that nobody changed stays in its writer’s name where people come to differ over it', () => {
  const difference = { id: 'c', path: '/name', values: [claim('Sao Mai', 'an', '1'), claim('Sao Hôm', 'chi', '2')] };
  const base = {
    id: 'entity-1',
    ...synced,
    name: 'Sao Mai',
    note: '',
    createdAt: '1',
    createdBy: 'an',
    updatedAt: '3',
    updatedBy: 'binh',
    device: 'laptop of binh',
    origins: [{ by: 'an', at: '1', device: 'laptop of an', paths: ['/name'] }],
    conflicts: [{ ...difference, settled: null }],
  };
  const met = (value: string, by: string, at: string) => [
    { ...difference, values: [...difference.values, claim(value, by, at)], settled: null },
  ];
  const mine = { ...base, conflicts: met('Sao Kim', 'dung', '4') };
  const theirs = { ...base, note: 'Đã sửa', updatedAt: '6', conflicts: met('Sao Thổ', 'oanh', '5') };
  const merged = mergeDocuments({ base, mine, theirs, rules: {} });
  expect(merged.name).toBe('Sao Mai');
  expect(writersOf(merged)('/name').by).toBe('an');
  expect(merged.conflicts.flatMap(({ values }) => values.filter(({ value }) => value === 'Sao Mai'))).toEqual([
    claim('Sao Mai', 'an', '1'),
  ]);
});

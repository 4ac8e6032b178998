import { describe, expect, it } from 'vitest';
import type { Synced } from '../../schema/common.ts';
import { mergeDocuments } from './merge-documents.ts';
import { writeAs, writersOf } from './origins.ts';
import { stamp, synced } from './testing/stamps.ts';

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

describe('a set of texts to which two have added', () => {
  interface Sheet extends Synced {
    readonly title: string;
    readonly people: readonly { readonly id: string; readonly sections: readonly string[] }[];
  }
  const withSections = (...sections: string[]) => ({ people: [{ id: 'binh', sections }] });
  const first: Sheet = { ...synced, id: 'sheet', title: '', ...withSections('A') };
  const edit = (from: Sheet, by: string, minute: number, change: Partial<Sheet>): Sheet =>
    writeAs(from, { ...from, ...change }, stamp(by, minute));
  const merge = (base: Sheet, mine: Sheet, theirs: Sheet) => mergeDocuments({ base, mine, theirs, rules: {} });
  const writerIn = (sheet: Sheet) => writersOf(sheet)('/people/binh/sections').by;
  const byChi = edit(first, 'chi', 10, withSections('A', 'C'));
  const alsoByAn = merge(first, edit(first, 'an', 5, withSections('A', 'B')), edit(byChi, 'dung', 20, { title: 'Tổ' }));

  it('is in the name of the later, not in that of who wrote elsewhere last', () => {
    expect(writerIn(alsoByAn)).toBe('chi');
    expect(writerIn(merge(byChi, edit(byChi, 'chi', 30, { title: 'Tổ 2' }), alsoByAn))).toBe('chi');
  });

  it('stays in that name where it lies in what somebody else has removed', () => {
    expect(writerIn(merge(byChi, edit(byChi, 'chi', 30, { people: [] }), alsoByAn))).toBe('chi');
  });

  it('is in the name that it has by now where neither changed it', () => {
    const an = edit(first, 'an', 10, withSections());
    const alsoChi = merge(an, an, merge(first, an, edit(first, 'chi', 20, withSections())));
    expect(writerIn(merge(an, edit(an, 'dung', 30, { title: 'Tổ' }), alsoChi))).toBe('chi');
  });
});

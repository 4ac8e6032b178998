import { describe, expect, it } from 'vitest';
import type { Evidence, EvidenceKind } from '../../../shared/schema/evidence.ts';
import { filterCounts, filtered } from './filter.ts';

const evidence = (id: string, kind: EvidenceKind, own: Partial<Evidence> = {}): Evidence =>
  ({ id, signed: { record: { kind } }, ties: [{ id: 'item|a' }], withdrawn: null, ...own }) as Evidence;
const withdrawn = { id: 'w', by: 'p-an', at: 's', reason: 'chụp nhầm' };

const all = [
  evidence('1', 'photo'),
  evidence('2', 'sound', { ties: [] }),
  evidence('3', 'photo', { ties: [], withdrawn }),
  evidence('4', 'photo'),
];
const ids = (filter: Parameters<typeof filtered>[1]) => filtered(all, filter).map(({ id }) => id);

describe('the evidence of a case', () => {
  it('is shown newest first, without what was withdrawn', () => {
    expect(ids('all')).toEqual(['4', '2', '1']);
    expect(ids('photo')).toEqual(['4', '1']);
    expect(ids('withdrawn')).toEqual(['3']);
  });

  it('is tied to nothing where somebody still has to say what it shows', () => {
    expect(ids('untied')).toEqual(['2']);
  });

  it('is filtered by what there is', () => {
    expect(filterCounts(all)).toEqual([
      ['all', 3],
      ['photo', 2],
      ['sound', 1],
      ['untied', 1],
      ['withdrawn', 1],
    ]);
    expect(filterCounts([])).toEqual([['all', 0]]);
  });
});

import { describe, expect, it } from 'vitest';
import type { Evidence } from '../../schema/evidence.ts';
import { evidenceOf, tieId } from './ties.ts';

const evidence = (id: string, ties: readonly string[], withdrawn: Evidence['withdrawn'] = null): Evidence =>
  ({ id, ties: ties.map((each) => ({ id: each })), withdrawn }) as Evidence;

describe('what shows a finding or an item', () => {
  const finding = { kind: 'finding', id: 'f1' } as const;
  const item = { kind: 'item', id: 'post.1' } as const;
  const all = [
    evidence('1', [tieId(finding)]),
    evidence('2', ['finding|f2', tieId(item)]),
    evidence('3', [tieId(finding)], { id: 'w', by: 'p-an', at: 's', reason: 'chụp nhầm' }),
    evidence('4', []),
  ];

  it('is what is tied to one of them and was not withdrawn', () => {
    expect(evidenceOf(all, [finding]).map(({ id }) => id)).toEqual(['1']);
    expect(evidenceOf(all, [finding, item]).map(({ id }) => id)).toEqual(['1', '2']);
    expect(evidenceOf(all, [{ kind: 'item', id: 'f1' }])).toEqual([]);
  });
});

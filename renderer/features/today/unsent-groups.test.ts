import { describe, expect, it } from 'vitest';
import type { OutboxItem } from '../../data/workspace.ts';
import { groupUnsent } from './unsent-groups.ts';

const item = (collection: OutboxItem['collection'], sizeBytes: number): OutboxItem => ({
  collection,
  id: `${collection} ${sizeBytes}`,
  caseId: null,
  isDeleted: false,
  sizeBytes,
  since: 0,
  state: 'waiting',
  problem: null,
  refusedRevision: null,
});

describe('what is not sent yet', () => {
  it('is counted by kind, the most numerous first', () => {
    expect(groupUnsent([item('findings', 10), item('answers', 1), item('answers', 2)])).toEqual([
      { collection: 'answers', count: 2, sizeBytes: 3 },
      { collection: 'findings', count: 1, sizeBytes: 10 },
    ]);
    expect(groupUnsent([])).toEqual([]);
  });
});

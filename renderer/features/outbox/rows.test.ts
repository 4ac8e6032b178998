import { describe, expect, it } from 'vitest';
import type { OutboxItem } from '../../data/workspace.ts';
import { itemPath } from './item-path.ts';
import { rowsOf, totalSize } from './rows.ts';

const item = (part: Partial<OutboxItem>): OutboxItem => ({
  collection: 'answers',
  id: 'c1|i1',
  caseId: 'c1',
  isDeleted: false,
  sizeBytes: 100,
  since: 50,
  state: 'waiting',
  problem: null,
  refusedRevision: null,
  ...part,
});

describe('lines of the outbox', () => {
  const items = [
    item({ id: 'c1|i1', since: 90 }),
    item({ id: 'c1|i2', since: 70 }),
    item({ id: 'c2|i1', caseId: 'c2', since: 60 }),
    item({ collection: 'findings', id: 'f1', since: 80 }),
    item({ collection: 'findings', id: 'f2', state: 'refused' }),
  ];

  it('puts the answers of one case in one line, the oldest line first', () => {
    expect(rowsOf(items, 'waiting').map(({ key, count, sizeBytes, since }) => [key, count, sizeBytes, since])).toEqual([
      ['answers c2', 1, 100, 60],
      ['answers c1', 2, 200, 70],
      ['findings f1', 1, 100, 80],
    ]);
    expect(rowsOf(items, 'sending')).toEqual([]);
  });

  it('counts every byte', () => {
    expect(totalSize(items)).toBe(500);
  });
});

describe('where a document is looked at', () => {
  it.each([
    [item({}), '/cases/c1/checklist?item=i1'],
    [item({ collection: 'findings', id: 'f1' }), '/cases/c1/findings?finding=f1'],
    [item({ collection: 'cases', id: 'c1' }), '/cases/c1/overview'],
    [item({ collection: 'activity', id: 'a1' }), '/cases/c1/diary'],
    [item({ collection: 'entities', id: 'e1', caseId: null }), null],
    [item({ collection: 'findings', id: 'f1', isDeleted: true }), null],
  ])('%o', (one, path) => {
    expect(itemPath(one)).toBe(path);
  });
});

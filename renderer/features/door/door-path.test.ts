import { describe, expect, it } from 'vitest';
import type { DoorPlace } from '../../../shared/domain/door/door-file.ts';
import { doorPath } from './door-path.ts';

describe('a line leads', () => {
  it.each<[DoorPlace, string]>([
    [{ tab: 'checklist', itemId: 'post.con.02' }, '/cases/c/checklist?item=post.con.02'],
    [{ tab: 'findings', findingId: 'f', field: 'provision' }, '/cases/c/findings?finding=f&field=provision'],
    [{ tab: 'evidence', evidenceIds: ['e', 'g'] }, '/cases/c/evidence?evidence=e'],
    [{ tab: 'documents', documentId: 'd', part: 'statements', field: '' }, '/cases/c/documents/d?part=statements'],
    [
      { tab: 'documents', documentId: 'd', part: 'facts', field: 'sheets' },
      '/cases/c/documents/d?part=facts&field=sheets',
    ],
    [{ tab: 'documents', documentId: '', part: '', field: '' }, '/cases/c/documents'],
    [{ tab: 'diary', day: '2026-11-18' }, '/cases/c/diary?day=2026-11-18'],
    [{ tab: 'outbox' }, '/outbox'],
    [{ tab: 'overview' }, '/cases/c/overview'],
  ])('%o to %s', (place, path) => {
    expect(doorPath('c', place)).toBe(path);
  });
});

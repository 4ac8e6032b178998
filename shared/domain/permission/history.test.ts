import { describe, expect, it } from 'vitest';
import type { Synced } from '../../schema/common.ts';
import { nextStamp } from '../clock/stamp.ts';
import { mergeDocuments } from '../merge/merge-documents.ts';
import { type WriteStamp, writeAs } from '../merge/origins.ts';
import { mergeRulesOf } from '../merge-rules.ts';
import { checkHistory } from './history.ts';

type Sheet = Synced & { _deleted: boolean } & Record<string, unknown>;

const start = Date.UTC(2026, 10, 17, 1);

function stamp(by: string, second: number): WriteStamp {
  const device = `device-${by}`;
  return { by, device, at: nextStamp(null, start + second * 1_000, device), clockOffsetMs: 0 };
}

function made(by: string, second: number, own: object): Sheet {
  const { at, device } = stamp(by, second);
  const stamps = { createdAt: at, createdBy: by, updatedAt: at, updatedBy: by, device, clockOffsetMs: 0 };
  return { id: 'x', scope: '01', ...stamps, conflicts: [], _deleted: false, ...own };
}

function written(from: Sheet, by: string, second: number, own: object): Sheet {
  return writeAs(from, { ...from, ...own }, stamp(by, second));
}

/** What a laptop pushes after it met the server's state: the maker stays who it was. */
function merged(collection: string, base: Sheet | null, mine: Sheet, theirs: Sheet): Sheet {
  const rules = mergeRulesOf(collection);
  const result = mergeDocuments<Sheet>({ base, mine, theirs, rules });
  return { ...result, createdAt: theirs.createdAt, createdBy: theirs.createdBy };
}

const element = (id: string, what = id) => ({ id, number: id, what });

describe('an honest merge', () => {
  it('of one item answered by two apart keeps the earlier one’s note in their own name', () => {
    const answer = { caseId: 'c', itemId: 'i', value: 'notCompliant', response: null, note: '' };
    const mine = made('an', 1, { ...answer, note: 'biển hiệu sai' });
    const theirs = made('binh', 2, answer);
    const next = merged('answers', null, mine, theirs);
    expect(next.note).toBe('biển hiệu sai');
    expect(checkHistory('entities', theirs, next, 'an', [])).toBeNull();
  });

  it('of what two added to one set of texts, the other later', () => {
    const base = made('binh', 1, { sectors: ['post'], name: 'n' });
    const mine = written(base, 'an', 2, { sectors: ['post', 'telecom'] });
    const theirs = written(base, 'hoa', 3, { sectors: ['post', 'it'] });
    const next = merged('entities', base, mine, theirs);
    expect(next.sectors).toEqual(['post', 'it', 'telecom']);
    expect(checkHistory('entities', theirs, next, 'an', [])).toBeNull();
  });

  it('of a list out of which two took the last elements', () => {
    const base = made('binh', 1, { licences: [element('l1'), element('l2')], name: 'n' });
    const mine = written(base, 'an', 2, { licences: [element('l2')] });
    const theirs = written(base, 'hoa', 3, { licences: [element('l1')] });
    const next = merged('entities', base, mine, theirs);
    expect(next.licences).toEqual([]);
    expect(checkHistory('entities', theirs, next, 'an', [])).toBeNull();
  });

  it('of an element edited here and removed there, which comes back under its maker’s name', () => {
    const first = made('binh', 1, { licences: [element('l0')], name: 'n' });
    const base = written(first, 'xuan', 2, { licences: [element('l0'), element('l1')] });
    const mine = written(base, 'an', 3, { licences: [element('l0'), element('l1', 'khác')] });
    const theirs = written(base, 'hoa', 4, { licences: [element('l0')] });
    const next = merged('entities', base, mine, theirs);
    expect(next.licences).toHaveLength(2);
    // The server has seen Xuân write the state before.
    expect(checkHistory('entities', theirs, next, 'an', [base])).toBeNull();
  });

  it('of an answer whose choices two made apart keeps both for a person to choose', () => {
    const base = made('binh', 1, { caseId: 'c', itemId: 'i', value: 'recorded', response: null, note: '' });
    const mine = written(base, 'an', 2, { response: ['bưu gửi'] });
    const theirs = written(base, 'hoa', 3, { response: ['báo chí'] });
    const next = merged('answers', base, mine, theirs);
    expect(next.response).toEqual(['báo chí']);
    expect(next.conflicts[0]?.values.map(({ value }) => value)).toEqual([['bưu gửi'], ['báo chí']]);
    expect(checkHistory('answers', theirs, next, 'an', [base])).toBeNull();
  });

  it('of what one deleted and another edited, which comes back', () => {
    const base = made('binh', 1, { name: 'n', note: 'của Bình' });
    const mine = written(base, 'an', 2, { name: 'tên khác' });
    const theirs = written(base, 'hoa', 3, { _deleted: true });
    const next = merged('findings', base, mine, theirs);
    expect(next._deleted).toBe(false);
    expect(checkHistory('findings', theirs, next, 'an', [base])).toBeNull();
  });

  it('gives a restored server back what it had lost', () => {
    const base = made('binh', 1, { number: '', content: 'x' });
    const numbered = written(base, 'server', 2, { number: 'KT-2026-0001' });
    expect(checkHistory('cases', null, written(numbered, 'binh', 3, { content: 'y' }), 'binh', [])).toBeNull();
  });
});

describe('a document in which somebody else’s part was changed', () => {
  const stored = written(made('binh', 1, { name: 'n', note: '' }), 'binh', 2, { note: 'của Bình' });

  it('under their stamp, or in their name, is refused', () => {
    const denied = { code: 'permission.denied', details: { rule: 'author' } };
    expect(checkHistory('entities', stored, { ...stored, note: 'khác' } as Sheet, 'an', [])).toEqual(denied);
    const own = written(stored, 'an', 3, { note: 'khác' });
    const { by, at, device } = { by: 'binh', at: stored.updatedAt, device: stored.device };
    expect(
      checkHistory('entities', stored, { ...own, origins: [{ by, at, device, paths: ['/note'] }] } as Sheet, 'an', []),
    ).toEqual(denied);
    expect(checkHistory('entities', stored, own, 'an', [])).toBeNull();
  });

  it('and then put in their name though it stayed as it was, is refused', () => {
    const own = written(stored, 'an', 3, { note: 'đã nhận quà' });
    const theirs = { by: 'binh', at: stored.updatedAt, device: stored.device, paths: ['/note'] };
    expect(checkHistory('entities', own, { ...own, origins: [theirs] } as Sheet, 'an', [])).toEqual({
      code: 'permission.denied',
      details: { rule: 'author' },
    });
  });
});

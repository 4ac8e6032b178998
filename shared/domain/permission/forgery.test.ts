import { describe, expect, it } from 'vitest';
import type { Conflict, Synced } from '../../schema/common.ts';
import { nextStamp } from '../clock/stamp.ts';
import { mostConflicts } from '../merge/entries.ts';
import { mergeDocuments } from '../merge/merge-documents.ts';
import { type WriteStamp, writeAs } from '../merge/origins.ts';
import { checkHistory } from './history.ts';
import type { Stamped } from './permission.ts';

type Sheet = Synced & { _deleted: boolean } & Record<string, unknown>;

const start = Date.UTC(2026, 10, 17, 1);

function stamp(by: string, second: number): WriteStamp {
  const device = `device-${by}`;
  return { by, device, at: nextStamp(null, start + second * 1_000, device), clockOffsetMs: 0 };
}

function written(from: Sheet, by: string, second: number, own: object): Sheet {
  return writeAs(from, { ...from, ...own }, stamp(by, second));
}

const { by, at, device } = stamp('an', 1);
/** An's finding, before anybody else has touched it. */
const ofAn: Sheet = {
  ...{ id: 'x', scope: '01', createdAt: at, createdBy: by, updatedAt: at, updatedBy: by, device, clockOffsetMs: 0 },
  ...{ conflicts: [], _deleted: false, fact: 'lời của An', title: 't', people: [{ id: 'p0', name: 'o' }] },
};
const byAn = { by, at, device };

const claim = (value: unknown, name: string, second: number) => ({ value, ...writerOf(name, second) });
const writerOf = (name: string, second: number) => {
  const { by, at, device } = stamp(name, second);
  return { by, at, device };
};
const decided = (name: string, value: unknown, second: number) => ({
  ...{ value, by: name, at: stamp(name, second).at, reason: '' },
});
const difference = (fields: Partial<Conflict> = {}): Conflict => ({
  ...{ id: 'd', path: '/fact', settled: null },
  values: [claim('lời của An', 'an', 1), claim('lời của Bình', 'binh', 2)],
  ...fields,
});

/** What the server says to Bình's push. */
const push = (stored: Sheet | null, next: object, earlier: readonly Stamped[] = []) =>
  checkHistory('findings', stored, next as Sheet, 'binh', earlier)?.details?.rule ?? null;

describe('words in a colleague’s name', () => {
  it('are refused over a deletion, one’s own included', () => {
    const gone = written(ofAn, 'binh', 2, { _deleted: true });
    expect(push(ofAn, gone)).toBeNull();
    expect(push(gone, { ...ofAn, fact: 'giả' }, [ofAn])).toBe('author');
    expect(push(gone, ofAn, [ofAn])).toBeNull();
  });

  it('are refused however many writers the document names', () => {
    const mine = written(ofAn, 'binh', 2, { fact: 'giả' });
    const made = (name: string) =>
      Array.from({ length: 59 }, (_, nth) => ({ ...writerOf(name, nth + 10), paths: [`/zz${nth}`] }));
    for (const name of ['binh', 'nobody']) {
      expect(push(mine, { ...mine, origins: [{ ...byAn, paths: ['/'] }, ...made(name)] })).toBe('author');
    }
  });

  it('are refused in a new element, and in the name of somebody who never wrote', () => {
    const people = [
      { id: 'p0', name: 'o' },
      { id: 'p1', name: 'giả' },
    ];
    for (const name of ['an', 'dung']) {
      const next = written(ofAn, 'binh', 2, { people });
      const origins = [...(next.origins ?? []), { ...writerOf(name, 1), paths: ['/people/p1'] }];
      expect(push(ofAn, { ...next, origins })).toBe('author');
    }
  });

  it('are refused in an answer of several choices', () => {
    const answer = { ...ofAn, response: ['một', 'hai'] };
    const forged = { ...answer, response: ['ba'] };
    expect(checkHistory('answers', answer as Sheet, forged as Sheet, 'binh', [])?.details?.rule).toBe('author');
  });

  it('are refused in a document that nobody has stored', () => {
    const mine = written(ofAn, 'binh', 2, {});
    const own = { ...mine, createdBy: 'binh', origins: undefined };
    expect(push(null, own)).toBeNull();
    expect(push(null, { ...own, origins: [{ ...writerOf('dung', 1), paths: ['/'] }] })).toBe('author');
    expect(push(null, { ...own, conflicts: [difference({ settled: decided('dung', 'x', 3) })] })).toBe('author');
  });
});

describe('a difference', () => {
  const open = { ...written(ofAn, 'an', 3, {}), conflicts: [difference()] };
  const closed = { ...open, conflicts: [difference({ settled: decided('an', 'lời của An', 4) })] };

  it.each([
    ['open', open],
    ['decided', closed],
  ])('that is %s keeps every value, in the name of who gave it', (_, stored) => {
    const [entry] = stored.conflicts as [Conflict];
    const [first, second] = entry.values as [Conflict['values'][number], Conflict['values'][number]];
    const pushed = (values: unknown) => push(stored, { ...stored, conflicts: [{ ...entry, values }] });
    expect(pushed([first, second])).toBeNull();
    expect(
      pushed([
        { ...first, by: 'binh' },
        { ...second, by: 'an' },
      ]),
    ).toBe('history');
    expect(pushed([{ ...first, value: 'giả' }, second])).toBe('history');
    expect(push(stored, { ...stored, conflicts: [] })).toBe('history');
  });

  it('holds nothing in a name whose writing nobody has seen', () => {
    const next = written(ofAn, 'binh', 5, {});
    const values = [claim('lời của An', 'an', 1), claim('chưa hề nói', 'an', 9)];
    expect(push(ofAn, { ...next, conflicts: [difference({ values })] })).toBe('author');
  });

  it('is about a place of the document', () => {
    const values = [claim('a', 'binh', 2), claim('b', 'binh', 3)];
    for (const path of ['/nowhere', '/nowhere/0', '/people/p9/name']) {
      expect(push(ofAn, { ...written(ofAn, 'binh', 5, {}), conflicts: [difference({ path, values })] })).toBe(
        'history',
      );
    }
  });

  it('has an id of its own', () => {
    const next = written(closed, 'binh', 5, { title: 'u' });
    const other = difference({ path: '/title', values: [claim('u', 'binh', 5), claim('t', 'an', 1)] });
    expect(push(closed, { ...next, conflicts: [...closed.conflicts, { ...other, id: 'e' }] })).toBeNull();
    expect(push(closed, { ...next, conflicts: [...closed.conflicts, other] })).toBe('history');
  });

  it('about what is gone makes room where a document holds no more', () => {
    const gone = (nth: number): Conflict => {
      const values = [claim('a', 'an', 1), claim('b', 'hoa', 2)];
      return difference({ id: `g${nth}`, path: `/people/gone${nth}/name`, values });
    };
    const full = { ...ofAn, conflicts: Array.from({ length: mostConflicts }, (_, nth) => gone(nth)) };
    const stored = written(full, 'an', 3, { fact: 'sau' });
    const mine = written(full, 'binh', 4, { fact: 'của Bình' });
    const next = mergeDocuments<Sheet>({ base: full, mine, theirs: stored, rules: {} });
    expect(next.conflicts).toHaveLength(mostConflicts);
    expect(next.conflicts.map(({ path }) => path)).toContain('/fact');
    expect(push(stored, next)).toBeNull();
  });

  it('is not made up in hundreds to shut the document, or to push out those that were decided', () => {
    const settled = decided('binh', 'q', 6);
    const junk = (nth: number): Conflict => {
      const values = [claim(`a${nth}`, 'binh', nth), claim(`b${nth}`, 'binh', nth)];
      return difference({ id: `j${nth}`, values, settled: nth % 2 ? settled : null });
    };
    const many = Array.from({ length: mostConflicts }, (_, nth) => junk(nth));
    expect(push(closed, { ...written(closed, 'binh', 7, {}), conflicts: many })).toBe('history');
    expect(
      push(closed, { ...written(closed, 'binh', 7, {}), conflicts: [...closed.conflicts, ...many.slice(9)] }),
    ).toBe('history');
  });
});

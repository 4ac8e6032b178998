import { describe, expect, it } from 'vitest';
import type { Synced } from '../../schema/common.ts';
import { keptBeside } from './keep-beside.ts';

interface Notebook extends Synced {
  readonly title: string;
  readonly team: readonly { readonly id: string; readonly role: string }[];
  readonly _deleted?: boolean;
}

const stamp = { by: 'server', at: '000000003000-server', device: 'server', clockOffsetMs: 0 };

function notebook(by: string, own: Partial<Notebook> = {}): Notebook {
  const at = by === 'an' ? '000000001000-an' : '000000002000-binh';
  return {
    ...{ id: 'n', scope: 'song-mai', createdAt: '000000000000-an', createdBy: 'an', updatedAt: at, updatedBy: by },
    ...{ device: by, clockOffsetMs: 0, conflicts: [], title: 'đứng', team: [{ id: 'an', role: 'leader' }] },
    ...own,
  };
}

const told = ({ conflicts }: Synced) =>
  conflicts.map(({ path, values, settled }) => ({
    path,
    values: values.map(({ value, by }) => [value, by]),
    chosen: settled?.value,
  }));

describe('a state that comes to light beside one that stands', () => {
  it('changes nothing, and every value of it is kept with who wrote it', () => {
    const standing = notebook('an');
    const kept = keptBeside(
      standing,
      notebook('binh', { title: 'khác', team: [{ id: 'binh', role: 'member' }] }),
      stamp,
    );
    expect(kept).toMatchObject({ title: standing.title, team: standing.team, updatedBy: 'server' });
    expect(told(kept)).toEqual([
      {
        path: '/team/an',
        values: [
          [{ id: 'an', role: 'leader' }, 'an'],
          [null, 'binh'],
        ],
        chosen: standing.team[0],
      },
      {
        path: '/team/binh',
        values: [
          [null, 'an'],
          [{ id: 'binh', role: 'member' }, 'binh'],
        ],
        chosen: null,
      },
      {
        path: '/title',
        values: [
          ['đứng', 'an'],
          ['khác', 'binh'],
        ],
        chosen: 'đứng',
      },
    ]);
  });

  it('brings its own differences along, settled as what stands; one that both know differently stays beside', () => {
    const claim = (value: string, by: string) => ({ value, by, at: '000000000500-x', device: 'd' });
    const open = { id: 'c', path: '/title', values: [claim('a', 'an'), claim('b', 'binh')], settled: null };
    const other = notebook('an', { conflicts: [open] });
    expect(told(keptBeside(notebook('an'), other, stamp))).toEqual([
      {
        path: '/title',
        values: [
          ['a', 'an'],
          ['b', 'binh'],
        ],
        chosen: 'đứng',
      },
    ]);
    const own = { ...open, settled: { value: 'a', by: 'an', at: '000000000900-x', reason: 'đã hỏi lại' } };
    const both = keptBeside(notebook('an', { conflicts: [own] }), other, stamp);
    expect(
      told(both)
        .map(({ chosen }) => chosen)
        .sort(),
    ).toEqual(['a', 'đứng']);
  });

  it('says that it was removed, and kept', () => {
    const kept = keptBeside(notebook('an', { _deleted: true }), notebook('an', { _deleted: false }), stamp);
    expect(kept._deleted).toBe(true);
    expect(told(kept)).toEqual([
      {
        path: '/',
        values: [
          [{ deleted: true }, 'an'],
          [{ deleted: false }, 'an'],
        ],
        chosen: { deleted: true },
      },
    ]);
  });

  it('is the same state: nothing is noted', () => {
    expect(keptBeside(notebook('an'), notebook('an'), stamp).conflicts).toEqual([]);
  });
});

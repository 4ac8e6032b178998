import { describe, expect, it } from 'vitest';
import type { Conflict, Synced } from '../../schema/common.ts';
import { checkHistory } from '../permission/history.ts';
import { mostValues } from './entries.ts';
import { mergeDocuments } from './merge-documents.ts';
import { settleConflict } from './settle.ts';

interface Note extends Synced {
  readonly note: string;
}

const at = (place: number) => `${String(place).padStart(12, '0')}-an`;
const claim = (place: number) => ({ value: `giá trị ${place}`, by: 'an', at: at(place), device: 'an' });
const claims = (count: number, from = 0) => Array.from({ length: count }, (_, place) => claim(from + place));

function noteWith(values: Conflict['values'], note = 'đang đứng'): Note {
  const conflicts = [{ id: 'c', path: '/note', values, settled: null }];
  return {
    ...{ id: 'n', scope: 'song-mai', createdAt: at(0), createdBy: 'an', updatedAt: at(900), updatedBy: 'an' },
    ...{ device: 'an', clockOffsetMs: 0, conflicts, note },
  };
}

const valuesIn = ({ conflicts }: Synced) => conflicts.flatMap(({ values }) => values.map(({ value }) => value));
const sizes = ({ conflicts }: Synced) => conflicts.map(({ values }) => values.length);

describe('a difference with as many values as one entry holds', () => {
  it('loses none when it is settled while yet another value stands', () => {
    const full = noteWith(claims(mostValues));
    const settled = settleConflict(full, 'c', 'giá trị 3', 'đã đếm lại', {
      ...{ by: 'binh', at: at(901), device: 'binh', clockOffsetMs: 0 },
    });
    expect(settled.note).toBe('giá trị 3');
    expect(new Set(valuesIn(settled))).toEqual(new Set([...claims(mostValues).map(({ value }) => value), full.note]));
    expect(sizes(settled)).toEqual([mostValues, 2]);
    expect(settled.conflicts.every((entry) => entry.settled?.by === 'binh')).toBe(true);
    expect(checkHistory('findings', full, settled, 'binh', [])).toBeNull();
  });

  it('is split when two laptops have each put other values into it', () => {
    const [mine, theirs] = [noteWith(claims(mostValues)), noteWith(claims(mostValues, 100))];
    const merged = mergeDocuments({ base: noteWith(claims(2)), mine, theirs, rules: {} });
    const entered = [...claims(mostValues), ...claims(mostValues, 100)].map(({ value }) => value);
    expect(valuesIn(merged)).toEqual(expect.arrayContaining(entered));
    expect(Math.max(...sizes(merged))).toBe(mostValues);
  });
});

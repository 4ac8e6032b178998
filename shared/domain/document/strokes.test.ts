import { describe, expect, it } from 'vitest';
import { pathOf, pointIn, withPoint } from './strokes.ts';

const box = { left: 100, top: 50, width: 400 };

describe('a stroke', () => {
  it.each([
    ['the corner', { x: 100, y: 50 }, [0, 0]],
    ['the middle of the width', { x: 300, y: 150 }, [500, 250]],
    ['outside at the left', { x: 20, y: 50 }, [0, 0]],
    ['far below', { x: 500, y: 9_000 }, [1_000, 2_000]],
  ])('has %s in thousandths of the width', (_, point, kept) => {
    expect(pointIn(box, point)).toEqual(kept);
  });

  it('leaves out points that lie where the last one does, and ends when it is full', () => {
    expect(withPoint([10, 10], [11, 11])).toEqual([10, 10]);
    expect(withPoint([10, 10], [20, 10])).toEqual([10, 10, 20, 10]);
    const full = Array.from({ length: 2_000 }, (_, at) => at);
    expect(withPoint(full, [0, 0])).toBe(full);
  });

  it.each([
    ['a dot', [5, 6], 'M5 6h0'],
    ['a line', [0, 0, 10, 10], 'M0 0L10 10'],
    ['a curve', [0, 0, 10, 0, 20, 10], 'M0 0Q10 0 15 5L20 10'],
  ])('is drawn as %s', (_, stroke, path) => {
    expect(pathOf(stroke)).toBe(path);
  });
});

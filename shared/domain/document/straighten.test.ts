import { describe, expect, it } from 'vitest';
import type { MarkPlace } from './page-code.ts';
import { marks, pageLayout } from './page-layout.ts';
import { type MarkCorners, type Point, type Projection, projected, projectionOf } from './straighten.ts';

/** How a camera sees the page: turned, moved, nearer at one side. */
const cameras: readonly (readonly [string, Projection])[] = [
  ['from above', [10, 0, 40, 0, 10, 60, 0, 0]],
  ['upside down', [-10, 0, 2_200, 0, -10, 3_100, 0, 0]],
  ['turned by a quarter', [0, -10, 3_100, 10, 0, 40, 0, 0]],
  ['at a slant', [11, 1.4, 300, -0.8, 12, 200, 0.0006, 0.0009]],
];

function seenBy(camera: Projection, place: MarkPlace): MarkCorners {
  const { left, top } = marks[place];
  const { mark } = pageLayout;
  const at = (x: number, y: number) => projected(camera, { x, y });
  return [at(left, top), at(left + mark, top), at(left + mark, top + mark), at(left, top + mark)];
}

const places: readonly Point[] = [
  { x: 0, y: 0 },
  { x: 210, y: 0 },
  { x: 105, y: 148 },
  { x: 210, y: 297 },
];

describe('a page in a photograph', () => {
  it.each(cameras)('taken %s is found by both marks', (_, camera) => {
    const found = projectionOf({ top: seenBy(camera, 'top'), bottom: seenBy(camera, 'bottom') });
    for (const place of places) {
      const [seen, expected] = [found && projected(found, place), projected(camera, place)];
      expect(Math.hypot((seen?.x ?? Number.NaN) - expected.x, (seen?.y ?? Number.NaN) - expected.y)).toBeLessThan(1);
    }
  });

  it.each(cameras.slice(0, 3))('taken %s is found by one of them', (_, camera) => {
    const found = projectionOf({ bottom: seenBy(camera, 'bottom') });
    for (const place of places) {
      const [seen, expected] = [found && projected(found, place), projected(camera, place)];
      expect(Math.hypot((seen?.x ?? Number.NaN) - expected.x, (seen?.y ?? Number.NaN) - expected.y)).toBeLessThan(1);
    }
  });

  it('is not found without a mark, or by one that is a point', () => {
    const point = { x: 5, y: 5 };
    expect(projectionOf({})).toBeNull();
    expect(projectionOf({ top: [point, point, point, point] })?.slice(0, 2)).toEqual([
      expect.closeTo(0, 6),
      expect.closeTo(0, 6),
    ]);
  });
});

import { describe, expect, it } from 'vitest';
import { usableBounds } from './bounds.ts';

const laptop = { x: 0, y: 0, width: 1_366, height: 728 };
const second = { x: 1_366, y: 0, width: 1_920, height: 1_040 };
const bounds = { x: 1_500, y: 50, width: 1_366, height: 768, isMaximized: false };

describe("the window's bounds", () => {
  it('are taken where their screen is still there', () => {
    expect(usableBounds(bounds, [laptop, second])).toEqual(bounds);
    expect(usableBounds(bounds, [laptop])).toBeNull();
  });

  it('are never smaller than the program needs', () => {
    const small = { ...bounds, x: 10, width: 300, height: 200 };
    expect(usableBounds(small, [laptop])).toMatchObject({ width: 1_024, height: 640 });
  });

  it.each([null, {}, { ...bounds, x: 'a' }, { ...bounds, y: -400 }])('%j is not used', (remembered) => {
    expect(usableBounds(remembered, [laptop, second])).toBeNull();
  });
});

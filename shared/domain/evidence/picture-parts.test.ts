import { describe, expect, it } from 'vitest';
import { pictureParts } from './picture-parts.ts';

const heights = (...of: Parameters<typeof pictureParts>) =>
  pictureParts(...of).parts.map(({ y, height }) => [y, height]);

describe('the pictures of a page', () => {
  it.each([
    ['a short one', 800, 1, [[0, 800]]],
    ['an empty one', 0, 1, [[0, 1]]],
    ['one that just fits', 16_000, 1, [[0, 16_000]]],
    [
      'a longer one',
      16_001,
      1,
      [
        [0, 16_000],
        [16_000, 1],
      ],
    ],
    [
      'one on a fine screen',
      16_001,
      2,
      [
        [0, 8_000],
        [8_000, 8_000],
        [16_000, 1],
      ],
    ],
    ['one between two pixels', 800.4, 1.25, [[0, 801]]],
  ])('%s', (_name, height, scale, expected) => {
    expect(heights({ width: 1_280, height }, scale, 13)).toEqual(expected);
  });

  it('are so many and no more, and it is said what they leave out', () => {
    const page = { width: 1_280, height: 200_000 };
    expect(pictureParts(page, 1, 13)).toMatchObject({ isCut: false, parts: { length: 13 } });
    expect(pictureParts(page, 1, 12)).toMatchObject({ isCut: true, parts: { length: 12 } });
    expect(pictureParts({ width: 40_000, height: 10 }, 1, 13)).toMatchObject({
      isCut: true,
      parts: [{ width: 16_000 }],
    });
  });
});

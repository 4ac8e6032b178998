import { describe, expect, it } from 'vitest';
import { SliceSize } from './slice-size.ts';

const mebibyte = 1_048_576;

describe('how much a slice brings', () => {
  it('is little at first, and doubles on a quick line up to 32 MB', () => {
    const size = new SliceSize();
    const seen = Array.from({ length: 7 }, () => {
      const { bytes } = size;
      size.went(bytes, 50);
      return bytes / mebibyte;
    });
    expect(seen).toEqual([1, 2, 4, 8, 16, 32, 32]);
  });

  it('is what goes in four seconds on a slow one, and a megabyte at least', () => {
    const size = new SliceSize();
    for (let nth = 0; nth < 4; nth += 1) size.went(size.bytes, 50);
    size.went(size.bytes, 16_000);
    expect(size.bytes).toBe(4 * mebibyte);
    size.went(size.bytes, 60_000);
    expect(size.bytes).toBe(mebibyte);
  });

  it('is halved by a fault, and tells nothing by the short end of a file', () => {
    const size = new SliceSize();
    for (let nth = 0; nth < 3; nth += 1) size.went(size.bytes, 50);
    size.went(20_000, 1_000);
    expect(size.bytes).toBe(8 * mebibyte);
    size.failed();
    expect(size.bytes).toBe(4 * mebibyte);
  });
});

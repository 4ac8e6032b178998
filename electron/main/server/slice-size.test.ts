import { describe, expect, it } from 'vitest';
import { SliceSize } from './slice-size.ts';

const mebibyte = 1_048_576;

describe('how much a slice brings', () => {
  it('is little at first, and four times as much each time on a quick line, up to 64 MB', () => {
    const size = new SliceSize();
    const seen = Array.from({ length: 5 }, () => {
      const { bytes } = size;
      size.went(bytes, 50);
      return bytes / mebibyte;
    });
    expect(seen).toEqual([1, 4, 16, 64, 64]);
  });

  it('is what goes in four seconds on a slow one, and a megabyte at least', () => {
    const size = new SliceSize();
    for (let nth = 0; nth < 2; nth += 1) size.went(size.bytes, 50);
    size.went(size.bytes, 8_000);
    expect(size.bytes).toBe(8 * mebibyte);
    size.went(size.bytes, 60_000);
    expect(size.bytes).toBe(mebibyte);
  });

  it('is halved by a fault, and tells nothing by the short end of a file', () => {
    const size = new SliceSize();
    for (let nth = 0; nth < 2; nth += 1) size.went(size.bytes, 50);
    size.went(20_000, 1_000);
    expect(size.bytes).toBe(16 * mebibyte);
    size.failed();
    expect(size.bytes).toBe(8 * mebibyte);
  });
});

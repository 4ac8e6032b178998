import { randomBytes } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { writeAt } from './write-at.ts';

/** A file whose disk takes no more than so many bytes at once, and `room` in all. */
function slowFile(atOnce: number, room = Number.POSITIVE_INFINITY) {
  const stored = Buffer.alloc(1_000);
  let left = room;
  const take = (bytes: Uint8Array, at: number) => {
    if (left === 0) throw Object.assign(new Error('full'), { code: 'ENOSPC' });
    const taken = bytes.subarray(0, Math.min(atOnce, left));
    stored.set(taken, at);
    left -= taken.byteLength;
    return { bytesWritten: taken.byteLength };
  };
  const handle = {
    writev: async (parts: readonly Uint8Array[], at: number) => take(Buffer.concat(parts), at),
    write: async (bytes: Uint8Array, from: number, count: number, at: number) =>
      take(bytes.subarray(from, from + count), at),
  };
  return { stored, handle: handle as unknown as FileHandle };
}

describe('bytes that are written to a file', () => {
  it.each([7, 100, 1_000])('stand there whole where the disk takes %i at once', async (atOnce) => {
    const { stored, handle } = slowFile(atOnce);
    const parts = [randomBytes(60), randomBytes(1), randomBytes(200)];
    expect(await writeAt(handle, 50, parts)).toBe(261);
    expect(stored.subarray(50, 311)).toEqual(Buffer.concat(parts));
  });

  it('are refused where the disk has taken a part alone and is full', async () => {
    const { handle } = slowFile(1_000, 100);
    await expect(writeAt(handle, 0, [randomBytes(101)])).rejects.toMatchObject({ code: 'ENOSPC' });
  });
});

import type { FileHandle } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { appending } from './append-pieces.ts';

/** A disk with so much room, which takes what fits; how many writes it was asked for. */
function disk(room: number) {
  const held: Buffer[] = [];
  const asked: number[] = [];
  const size = () => held.reduce((sum, each) => sum + each.byteLength, 0);
  const take = (bytes: Buffer) => {
    const fitting = bytes.subarray(0, room - size());
    if (fitting.byteLength === 0) throw Object.assign(new Error('no room'), { code: 'ENOSPC' });
    held.push(Buffer.from(fitting));
    return { bytesWritten: fitting.byteLength };
  };
  const handle = {
    async writev(pieces: readonly Buffer[], at: number) {
      asked.push(at);
      await new Promise(setImmediate);
      return take(Buffer.concat(pieces));
    },
    async write(bytes: Buffer, from: number, length: number) {
      return take(bytes.subarray(from, from + length));
    },
  } as unknown as FileHandle;
  return { handle, asked, bytes: () => Buffer.concat(held) };
}

describe('pieces that are written while more come', () => {
  it('stand one after the other, many in one write', async () => {
    const { handle, asked, bytes } = disk(1_000);
    const written = appending(handle, 10);
    for (const word of ['một ', 'hai ', 'ba ', 'bốn']) await written.put(Buffer.from(word));
    await written.settled();
    expect(bytes().toString('utf8')).toBe('một hai ba bốn');
    expect(written.at).toBe(10 + bytes().byteLength);
    expect(asked.length).toBeLessThan(4);
  });

  it('are all there at the end, whenever they were put', async () => {
    for (let ticks = 0; ticks < 8; ticks++) {
      const held: Buffer[] = [];
      const handle = {
        async writev(pieces: readonly Buffer[]) {
          held.push(...pieces);
          return { bytesWritten: Buffer.concat(pieces).byteLength };
        },
      } as unknown as FileHandle;
      const written = appending(handle, 0);
      await written.put(Buffer.from('a'));
      for (let tick = 0; tick < ticks; tick++) await null;
      await written.put(Buffer.from('b'));
      await written.settled();
      expect([ticks, Buffer.concat(held).toString(), written.at]).toEqual([ticks, 'ab', 2]);
    }
  });

  it('are told of a full disk at the next one, and at the end', async () => {
    const { handle, bytes } = disk(6);
    const written = appending(handle, 0);
    await written.put(Buffer.from('123'));
    await written.settled();
    await written.put(Buffer.from('45678'));
    await expect(written.settled()).rejects.toThrow('no room');
    await expect(written.put(Buffer.from('9'))).rejects.toThrow('no room');
    // What was written for certain.
    expect([written.at, bytes().byteLength]).toEqual([3, 6]);
  });
});

import { createHash, randomBytes } from 'node:crypto';
import { copyFile, mkdtemp, open, readFile, rename, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { chunkBytes, headBytes, sealedChunkBytes } from '../../../sealed/file-cipher.ts';
import { SealBroken, sealedReader } from './sealed-reader.ts';
import { type Content, sealedWriter } from './sealed-writer.ts';

const key = Buffer.alloc(32, 7);
let folder: string;
let file: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'minh-tra-sealed-'));
  file = path.join(folder, 'sealed');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function write(content: Buffer, pieceBytes = content.byteLength || 1): Promise<Content> {
  const writer = await sealedWriter(file, key);
  for (let at = 0; at < content.byteLength; at += pieceBytes)
    await writer.append(content.subarray(at, at + pieceBytes));
  return writer.finish();
}

async function read(from: number, to: number, expected: Content | 'unfinished'): Promise<Buffer> {
  const reader = await sealedReader(file, key, expected);
  try {
    const parts: Buffer[] = [];
    for await (const part of reader.read(from, to)) parts.push(part);
    return Buffer.concat(parts);
  } finally {
    await reader.close();
  }
}

describe('a sealed file', () => {
  it.each([0, 1, chunkBytes - 1, chunkBytes, chunkBytes + 1, 5 * chunkBytes, 5 * chunkBytes + 17])(
    'gives %d bytes back as they were',
    async (bytes) => {
      const content = randomBytes(bytes);
      const known = await write(content, 100_003);
      expect(known).toEqual({ sha256: createHash('sha256').update(content).digest('hex'), sizeBytes: bytes });
      expect(await read(0, bytes, known)).toEqual(content);
    },
  );

  it('gives any part of it, from any pieces', async () => {
    const content = randomBytes(3 * chunkBytes + 1_000);
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: content.byteLength }),
        fc.nat(content.byteLength),
        fc.nat(content.byteLength + 50),
        async (pieceBytes, from, length) => {
          await rm(file, { force: true });
          const known = await write(content, Math.max(pieceBytes, 5_000));
          expect(await read(from, from + length, known)).toEqual(content.subarray(from, from + length));
        },
      ),
      { numRuns: 40 },
    );
  });

  it('holds nothing of the content, and no two alike', async () => {
    const content = Buffer.from('BIEN BAN VI PHAM '.repeat(40_000));
    await write(content);
    const first = await readFile(file);
    expect(first.includes(content.subarray(0, 17))).toBe(false);
    await rm(file);
    await write(content);
    const second = await readFile(file);
    expect(second.subarray(headBytes, headBytes + 4_096)).not.toEqual(first.subarray(headBytes, headBytes + 4_096));
  });

  it('is not read once any byte of it is another', async () => {
    const content = randomBytes(2 * chunkBytes + 500);
    const known = await write(content);
    const sealed = await readFile(file);
    expect(await read(0, content.byteLength, known)).toEqual(content);
    await fc.assert(
      fc.asyncProperty(fc.nat(sealed.byteLength - 1), fc.integer({ min: 0, max: 7 }), async (at, bit) => {
        const altered = Buffer.from(sealed);
        altered.writeUInt8(altered.readUInt8(at) ^ (1 << bit), at);
        await writeFile(file, altered);
        await expect(read(0, content.byteLength, known)).rejects.toThrow(SealBroken);
      }),
      {
        numRuns: 200,
        examples: [
          [0, 0],
          [5, 0],
          [headBytes - 1, 7],
          [headBytes, 0],
          [sealed.byteLength - 1, 0],
        ],
      },
    );
  });

  it.each([
    ['its last chunk', headBytes + 2 * sealedChunkBytes],
    ['the end of a chunk', headBytes + 2 * sealedChunkBytes - 1],
    ['all but its head', headBytes],
    ['its head', 10],
  ])('is not read once %s is cut off', async (_what, bytes) => {
    const content = randomBytes(2 * chunkBytes + 500);
    const known = await write(content);
    await truncate(file, bytes);
    await expect(read(0, content.byteLength, known)).rejects.toThrow(SealBroken);
  });

  it.each([
    [0, 0],
    [chunkBytes, 0],
    [chunkBytes + 1, chunkBytes],
    [3 * chunkBytes + 17, 3 * chunkBytes],
  ])('of which %d bytes were written when the power went gives %d back', async (bytes, there) => {
    const content = randomBytes(bytes);
    const writer = await sealedWriter(file, key);
    await writer.append(content);
    // The next piece waits for the one before it.
    await writer.append(Buffer.alloc(2 * chunkBytes));
    await copyFile(file, `${file}.cut`);
    await writer.discard();
    await rename(`${file}.cut`, file);
    const reader = await sealedReader(file, key, 'unfinished');
    const parts: Buffer[] = [];
    for await (const part of reader.read(0, there)) parts.push(part);
    await reader.close();
    expect(Buffer.concat(parts)).toEqual(content.subarray(0, there));
  });

  it('is not read once two chunks have changed places', async () => {
    const known = await write(randomBytes(3 * chunkBytes));
    const sealed = await readFile(file);
    const handle = await open(file, 'r+');
    const first = sealed.subarray(headBytes, headBytes + sealedChunkBytes);
    const second = sealed.subarray(headBytes + sealedChunkBytes, headBytes + 2 * sealedChunkBytes);
    await handle.write(Buffer.concat([second, first]), 0, 2 * sealedChunkBytes, headBytes);
    await handle.close();
    await expect(read(0, known.sizeBytes, known)).rejects.toThrow(SealBroken);
  });

  it("does not stand for another content's, of the same size and key", async () => {
    const known = await write(randomBytes(1_000));
    await rm(file);
    await write(randomBytes(1_000));
    await expect(read(0, 1_000, known)).rejects.toThrow(SealBroken);
  });

  it('opens under no other key', async () => {
    const known = await write(randomBytes(1_000));
    await expect(sealedReader(file, Buffer.alloc(32, 8), known)).rejects.toThrow(SealBroken);
  });

  it('leaves nothing when it is discarded', async () => {
    const writer = await sealedWriter(file, key);
    await writer.append(randomBytes(3_000_000));
    await writer.discard();
    await expect(readFile(file)).rejects.toThrow('ENOENT');
  });
});

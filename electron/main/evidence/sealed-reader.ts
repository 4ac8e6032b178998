import { type FileHandle, open } from 'node:fs/promises';
import {
  chunkBytes,
  chunkCount,
  contentBytes,
  type FileCipher,
  fileCipherOf,
  headBytes,
  isHeadOf,
  mostContentBytes,
  sealedChunkBytes,
} from '../../../sealed/file-cipher.ts';
import { readAt } from '../../../sealed/read-at.ts';
import { ProblemError } from '../../../shared/problem/problem.ts';
import type { Content } from './sealed-writer.ts';

/** A sealed file that is open for reading. */
export interface SealedReader {
  readonly sizeBytes: number;
  /** The bytes from `from` up to, without, `to`, in pieces. Throws `SealBroken` at the first chunk that is not as it was sealed. */
  read(from: number, to: number): AsyncGenerator<Buffer, void>;
  close(): Promise<void>;
}

/** The file is not the one that was written: altered, cut, or another one's. */
export class SealBroken extends ProblemError {
  constructor(cause: string) {
    super('evidence.damaged', undefined, { cause });
  }
}

/** Chunks that are read from the disk at once. */
const readAhead = 4;

/**
 * Opens a sealed file; `expected` is what it must hold. Of one that was never finished its chunks are read up to where it was cut.
 * Throws `SealBroken` when it is none or another's, and what the file system says.
 */
export async function sealedReader(
  file: string,
  key: Uint8Array,
  expected: Content | 'unfinished',
): Promise<SealedReader> {
  const handle = await open(file, 'r');
  let cipher: FileCipher | null = null;
  try {
    const { size } = await handle.stat();
    const head = await readAt(handle, 0, headBytes);
    cipher = fileCipherOf(key, head);
    if (!cipher) throw new SealBroken('no sealed file');
    if (expected === 'unfinished') return readerOf(handle, cipher, mostContentBytes(size), true);
    const sizeBytes = contentBytes(size);
    if (sizeBytes !== expected.sizeBytes || !isHeadOf(cipher, head, expected.sha256, sizeBytes)) {
      throw new SealBroken("another content's file");
    }
    return readerOf(handle, cipher, sizeBytes, false);
  } catch (thrown) {
    cipher?.close();
    await handle.close();
    throw thrown;
  }
}

function readerOf(handle: FileHandle, cipher: FileCipher, sizeBytes: number, isUnfinished: boolean): SealedReader {
  const last = chunkCount(sizeBytes) - 1;

  function openChunk(index: number, sealed: Uint8Array): readonly Buffer[] {
    const isLast = index === last;
    // Where it was cut off, its last chunk is one of the middle.
    const plain =
      cipher.openChunk(index, isLast, sealed) ?? (isUnfinished ? cipher.openChunk(index, !isLast, sealed) : null);
    if (!plain) throw new SealBroken(`chunk ${index}`);
    return plain;
  }

  return {
    sizeBytes,
    async *read(from, to) {
      const end = Math.min(to, sizeBytes);
      if (from >= end) return;
      const [begin, until] = [Math.floor(from / chunkBytes), Math.floor((end - 1) / chunkBytes)];
      const buffers = twoBuffers(Math.min(readAhead, until - begin + 1) * sealedChunkBytes);
      const sealedFrom = (index: number) => {
        const bytes = Math.min(readAhead, until - index + 1) * sealedChunkBytes;
        return readAt(handle, headBytes + index * sealedChunkBytes, bytes, buffers.next());
      };
      let coming = sealedFrom(begin);
      for (let first = begin; first <= until; first += readAhead) {
        const sealed = await coming;
        const next = first + readAhead;
        // What follows is read while these are opened.
        if (next <= until) coming = sealedFrom(next);
        coming.catch(() => undefined);
        for (let index = first; index < next && index <= until; index += 1) {
          let at = index * chunkBytes;
          const nth = index - first;
          for (const piece of openChunk(index, sealed.subarray(nth * sealedChunkBytes, (nth + 1) * sealedChunkBytes))) {
            const [skipped, wanted] = [Math.max(0, from - at), Math.min(piece.byteLength, end - at)];
            at += piece.byteLength;
            if (skipped < wanted) yield piece.subarray(skipped, wanted);
          }
        }
      }
    },
    async close() {
      cipher.close();
      await handle.close();
    },
  };
}

/** Two to be filled in turn: one is read into while the other is used. */
function twoBuffers(bytes: number): { next(): Buffer } {
  let [current, other]: (Buffer | null)[] = [null, null];
  return {
    next() {
      const next = other ?? Buffer.allocUnsafeSlow(bytes);
      [current, other] = [next, current];
      return next;
    },
  };
}

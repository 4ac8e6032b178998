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
  return {
    sizeBytes,
    async *read(from, to) {
      const end = Math.min(to, sizeBytes);
      if (from >= end) return;
      const until = Math.floor((end - 1) / chunkBytes);
      for (let index = Math.floor(from / chunkBytes); index <= until; index += readAhead) {
        const chunks = Math.min(readAhead, until - index + 1);
        const sealed = await readAt(handle, headBytes + index * sealedChunkBytes, chunks * sealedChunkBytes);
        for (let nth = 0; nth < chunks; nth += 1) {
          const at = (index + nth) * chunkBytes;
          const isLast = index + nth === last;
          const chunk = sealed.subarray(nth * sealedChunkBytes, (nth + 1) * sealedChunkBytes);
          const plain =
            cipher.openChunk(index + nth, isLast, chunk) ??
            // Where it was cut off, its last chunk is one of the middle.
            (isUnfinished ? cipher.openChunk(index + nth, !isLast, chunk) : null);
          if (!plain) throw new SealBroken(`chunk ${index + nth}`);
          yield plain.subarray(Math.max(0, from - at), Math.min(plain.byteLength, end - at));
        }
      }
    },
    async close() {
      cipher.close();
      await handle.close();
    },
  };
}

import { type FileHandle, open, rm } from 'node:fs/promises';
import { Chunks } from '../../../sealed/chunks.ts';
import { type FileCipher, headBytes, newDigest, newFileCipher } from '../../../sealed/file-cipher.ts';
import { writeAt } from '../../../sealed/write-at.ts';
import { writeProblem } from '../files/durable-file.ts';
import { giveBack } from '../files/give-back.ts';
import { forgetRest, keepRest } from './kept-rest.ts';

/** What is known of a content once all of it has been written. */
export interface Content {
  /** Hexadecimal. */
  readonly sha256: string;
  readonly sizeBytes: number;
}

/** Writes one sealed file, piece by piece. What came last is not on the disk before the next piece, or the end, has been taken. */
export interface SealedWriter {
  /** Bytes taken so far. */
  readonly sizeBytes: number;
  /** Takes a piece; its bytes are the caller's again when this resolves. Throws what `writeDurably` throws; the file is then to be discarded. */
  append(piece: Uint8Array): Promise<void>;
  /** Resolves when what was taken stands in the file, but for what fills no chunk yet. Throws as `append`. */
  written(): Promise<void>;
  /**
   * Keeps that as well, beside the file until it is finished: for what is nowhere else. Where there is no room beside it, it is kept the next
   * time. Throws as `append` where what stands in the file does not come to the disk.
   */
  keepRest(): Promise<void>;
  /** The file is whole, bound to its content, and on the disk. */
  finish(): Promise<Content>;
  discard(): Promise<void>;
  /** Leaves the file as far as it came, to be taken over later. */
  leave(): Promise<void>;
}

/** How much is sealed before others get their turn. */
const turnBytes = 1_048_576;
/** How much is written before the disk is told to begin with it: else all of a long recording would be waited for at its end. */
const flushBytes = 16 * 1_048_576;

/** Begins a sealed file at a place where there is none. */
export async function sealedWriter(file: string, key: Uint8Array): Promise<SealedWriter> {
  const cipher = newFileCipher(key);
  const digest = newDigest();
  const handle = await open(file, 'wx', 0o600).catch((thrown: unknown) => {
    throw writeProblem(thrown);
  });
  let sizeBytes = 0;
  const chunks = new Chunks(cipher);
  let writing: Promise<unknown> = writeAt(handle, 0, [cipher.openHead]);
  let hasRest = false;
  /** How much was brought to the disk for a rest. */
  let synced = 0;
  let position = headBytes;
  let flushed = 0;
  let isFlushing = false;
  let flushing: Promise<void> = Promise.resolve();

  /** What stands in the file goes to the disk while more is sealed. A fault is told by the system once, here, and kept for the end. */
  function flushAhead(): void {
    if (isFlushing || position - flushed < flushBytes) return;
    flushed = position;
    isFlushing = true;
    const done = handle.datasync().then(() => {
      isFlushing = false;
    });
    flushing = done;
    done.catch(() => undefined);
  }

  async function flush(parts: Buffer[]): Promise<void> {
    await writing;
    // The next piece is sealed while this one is written.
    writing = writeAt(handle, position, parts).then(() => parts.forEach(giveBack));
    writing.catch(() => undefined);
    for (const part of parts) position += part.byteLength;
    flushAhead();
  }

  const guarded = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    try {
      return await work();
    } catch (thrown) {
      throw writeProblem(thrown);
    }
  };

  return {
    get sizeBytes() {
      return sizeBytes;
    },
    append: (piece) =>
      guarded(async () => {
        sizeBytes += piece.byteLength;
        for (const part of turnsOf(piece)) {
          digest.update(part);
          const parts = [...chunks.take(part)].flat();
          if (parts.length > 0) await flush(parts);
        }
      }),
    written: () =>
      guarded(async () => {
        await writing;
      }),
    keepRest: () =>
      guarded(async () => {
        await writing;
        // What the rest goes on from is on the disk before it: a rest alone would be of no use.
        if (synced < position) {
          const upTo = position;
          flushing = flushing.then(() => handle.datasync());
          flushing.catch(() => undefined);
          await flushing;
          synced = upTo;
        }
        // A spare that can't be written now is written with the next piece: the recording itself goes on.
        const { rest } = chunks;
        await keepRest(file, key, sizeBytes - rest.byteLength, rest).catch(() => undefined);
        hasRest = true;
      }),
    finish: () =>
      guarded(async () => {
        await flush(chunks.end());
        await writing;
        await flushing;
        const content = { sha256: digest.digest('hex'), sizeBytes };
        await writeHead(handle, cipher, content);
        if (hasRest) await forgetRest(file);
        return content;
      }).finally(() => close(handle, cipher)),
    async discard() {
      await writing.catch(() => undefined);
      await close(handle, cipher);
      await rm(file, { force: true });
      if (hasRest) await forgetRest(file);
    },
    async leave() {
      await writing.catch(() => undefined);
      await close(handle, cipher);
    },
  };
}

function* turnsOf(piece: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < piece.byteLength; at += turnBytes) yield piece.subarray(at, at + turnBytes);
}

async function writeHead(handle: FileHandle, cipher: FileCipher, content: Content): Promise<void> {
  await writeAt(handle, 0, [cipher.sealedHead(content.sha256, content.sizeBytes)]);
  await handle.sync();
}

async function close(handle: FileHandle, cipher: FileCipher): Promise<void> {
  cipher.close();
  await handle.close().catch(() => undefined);
}

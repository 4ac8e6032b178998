import { once } from 'node:events';
import type { FileHandle } from 'node:fs/promises';
import { addAbortSignal, PassThrough } from 'node:stream';
import yazl from 'yazl';

/** A file of the zip: its bytes, or where they come from. */
export type ZipEntry =
  | { readonly name: string; readonly content: Uint8Array }
  | { readonly name: string; readonly sizeBytes: number; readonly read: () => AsyncIterable<Uint8Array> };

export interface ZipOptions {
  /** What stands as the time of every file. */
  readonly at: Date;
  readonly signal: AbortSignal;
  /** Called with the bytes that were written of the files that are read, piece by piece. */
  readonly onBytes: (bytes: number) => void;
}

/**
 * Writes a zip of stored files, the longest as zip64; a piece at a time is in memory. Throws what a file's reading throws, what the disk
 * says, and the signal's reason; nothing is read any more then.
 */
export async function writeZip(handle: FileHandle, entries: readonly ZipEntry[], options: ZipOptions): Promise<void> {
  const zip = new yazl.ZipFile();
  const failed = new AbortController();
  const signal = AbortSignal.any([options.signal, failed.signal]);
  const fail = (thrown: unknown) => failed.abort(thrown);
  zip.on('error', fail);
  const reading: Promise<void>[] = [];
  const about = { mtime: options.at, mode: 0o100644, compress: false, forceDosTimestamp: true };
  for (const entry of entries) {
    if ('content' in entry) zip.addBuffer(Buffer.from(entry.content), entry.name, about);
    else
      zip.addReadStreamLazy(entry.name, { ...about, size: entry.sizeBytes }, (take) => {
        const pieces = new PassThrough();
        take(null, pieces);
        reading.push(readInto(pieces, entry.read(), signal, options.onBytes).catch(fail));
      });
  }
  zip.end();
  try {
    const whole = addAbortSignal(signal, zip.outputStream.pipe(new PassThrough()));
    for await (const piece of whole) await handle.writeFile(piece);
  } catch (thrown) {
    fail(thrown);
  }
  await Promise.all(reading);
  signal.throwIfAborted();
}

async function readInto(
  pieces: PassThrough,
  content: AsyncIterable<Uint8Array>,
  signal: AbortSignal,
  onBytes: (bytes: number) => void,
): Promise<void> {
  for await (const piece of content) {
    signal.throwIfAborted();
    if (!pieces.write(piece)) await once(pieces, 'drain', { signal });
    onBytes(piece.byteLength);
  }
  pieces.end();
}

import type { FileHandle } from 'node:fs/promises';

/**
 * Writes these parts one after the other from a place in the file, and answers how many bytes they have. A disk that fills up takes a part, and says so
 * at the next write alone: the rest of them is written until it does.
 */
export async function writeAt(handle: FileHandle, position: number, parts: readonly Uint8Array[]): Promise<number> {
  const sizeBytes = parts.reduce((sum, part) => sum + part.byteLength, 0);
  let { bytesWritten: done } = await handle.writev(parts, position);
  if (done === sizeBytes) return done;
  const whole = Buffer.concat(parts);
  while (done < sizeBytes) done += (await handle.write(whole, done, sizeBytes - done, position + done)).bytesWritten;
  return done;
}

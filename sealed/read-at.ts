import type { FileHandle } from 'node:fs/promises';

/** Up to `bytes` bytes from a place in the file; fewer where it ends. `buffer`: where they are put, for whoever has one. */
export async function readAt(
  handle: FileHandle,
  position: number,
  bytes: number,
  buffer: Buffer = Buffer.alloc(bytes),
): Promise<Buffer> {
  let filled = 0;
  while (filled < bytes) {
    const { bytesRead } = await handle.read(buffer, filled, bytes - filled, position + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return buffer.subarray(0, filled);
}

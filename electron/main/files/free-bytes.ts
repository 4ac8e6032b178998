import { statfs } from 'node:fs/promises';

/** Bytes that an ordinary user can still write where the folder lies. */
export async function freeBytesAt(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}

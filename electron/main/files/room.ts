import { statfs } from 'node:fs/promises';
import path from 'node:path';
import { ProblemError } from '../../../shared/problem/problem.ts';

const megabyte = 1_048_576;

/** Bytes that an ordinary user can still write where the folder lies. */
export async function freeBytesAt(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}

/** Throws `file.noRoom` before anything is written; where the disk does not say how much it has, writing shows. */
export async function demandRoom(file: string, needed: number): Promise<void> {
  const free = (await freeBytesAt(path.dirname(file)).catch(() => 0)) || Number.POSITIVE_INFINITY;
  if (free >= needed) return;
  throw new ProblemError('file.noRoom', {
    needed: Math.ceil(needed / megabyte),
    free: Math.floor(free / megabyte),
  });
}

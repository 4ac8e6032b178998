import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { ProblemError } from '../../../shared/problem/problem.ts';
import { syncFolder } from './durable-file.ts';

/** No room, or, as on a stick of FAT32, none for a file of this length. */
const noRoom: ReadonlySet<unknown> = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

/**
 * Writes a file that a person asked for beside its place, and puts it there once it is whole and on the disk; what `write` throws leaves
 * nothing behind. Throws `file.noRoom` and `file.refused`, and the problems that `write` throws.
 */
export async function writeBeside(file: string, write: (handle: FileHandle) => Promise<void>): Promise<void> {
  const temporary = `${file}.${process.pid}.new`;
  let handle: FileHandle | undefined;
  try {
    handle = await open(temporary, 'w', 0o600);
    await write(handle);
    await handle.sync();
    await handle.close();
    handle = undefined;
    await rename(temporary, file);
    await syncFolder(path.dirname(file)).catch(() => undefined);
  } catch (thrown) {
    await handle?.close().catch(() => undefined);
    await rm(temporary, { force: true }).catch(() => undefined);
    throw thrown instanceof ProblemError ? thrown : writeRefusal(thrown);
  }
}

function writeRefusal(cause: unknown): ProblemError {
  const code = typeof cause === 'object' && cause !== null && 'code' in cause ? cause.code : '';
  return new ProblemError(noRoom.has(code) ? 'file.noRoom' : 'file.refused', undefined, { cause });
}

import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { ProblemError } from '../../../shared/problem/problem.ts';
import { syncFolder } from './durable-file.ts';

/** No room, or, as on a stick of FAT32, none for a file of this length. */
const noRoom: ReadonlySet<unknown> = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

/** A file that a person asked for, while it is written beside its place. */
export interface FileBeside {
  readonly handle: FileHandle;
  /** It is whole: resolves once it is on the disk and in its place. */
  finish(): Promise<void>;
  /** Leaves nothing of it behind, unless it is in its place. */
  discard(): Promise<void>;
}

/** Throws `file.noRoom` and `file.refused`. */
export async function openBeside(file: string): Promise<FileBeside> {
  const temporary = `${file}.${process.pid}.new`;
  const handle = await open(temporary, 'w', 0o600).catch((thrown: unknown) => {
    throw fileProblem(thrown);
  });
  return {
    handle,
    async finish() {
      await handle.sync();
      await handle.close();
      await rename(temporary, file);
      await syncFolder(path.dirname(file)).catch(() => undefined);
    },
    async discard() {
      await handle.close().catch(() => undefined);
      await rm(temporary, { force: true }).catch(() => undefined);
    },
  };
}

/**
 * Writes a file that a person asked for, and puts it in its place once it is whole and on the disk; what `write` throws leaves nothing
 * behind. Throws `file.noRoom` and `file.refused`, and the problems that `write` throws.
 */
export async function writeBeside(file: string, write: (handle: FileHandle) => Promise<void>): Promise<void> {
  const beside = await openBeside(file);
  try {
    await write(beside.handle);
    await beside.finish();
  } catch (thrown) {
    await beside.discard();
    throw fileProblem(thrown);
  }
}

/** The problem behind a failed write of what a person asked for; problems of its making stay what they are. */
export function fileProblem(thrown: unknown): ProblemError {
  if (thrown instanceof ProblemError) return thrown;
  const code = typeof thrown === 'object' && thrown !== null && 'code' in thrown ? thrown.code : '';
  return new ProblemError(noRoom.has(code) ? 'file.noRoom' : 'file.refused', undefined, { cause: thrown });
}

import { type FileHandle, mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { ProblemError } from '../../../shared/problem/problem.ts';

/** Ends the name of a file that is being written: what is left of one whose process ended then. */
export const newEnding = '.new';
let written = 0;

function errorCode(thrown: unknown): string {
  return typeof thrown === 'object' && thrown !== null && 'code' in thrown ? String(thrown.code) : '';
}

/** The problem behind a failed write: a full disk and a read-only place have codes of their own. */
export function writeProblem(thrown: unknown): ProblemError {
  if (thrown instanceof ProblemError) return thrown;
  const code = errorCode(thrown);
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return new ProblemError('database.diskFull', undefined, { cause: thrown });
  if (code === 'EROFS' || code === 'EACCES' || code === 'EPERM') {
    return new ProblemError('database.readOnly', undefined, { cause: thrown });
  }
  return new ProblemError('internal', undefined, { cause: thrown });
}

/** Makes the names in a folder durable. Windows offers no handle on a folder and orders renames itself. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/**
 * Writes a whole file so that a crash leaves the old one or the new one, never a part, and so that it is on the disk when
 * this resolves. Throws `database.diskFull`, `database.readOnly` or `internal`.
 */
export async function writeDurably(file: string, data: string | Uint8Array): Promise<void> {
  written += 1;
  const temporary = `${file}.${process.pid}-${written}${newEnding}`;
  let handle: FileHandle | undefined;
  try {
    handle = await open(temporary, 'wx', 0o600);
    await handle.writeFile(data);
    await handle.sync();
    await handle.close();
    handle = undefined;
    await rename(temporary, file);
    await syncFolder(path.dirname(file));
  } catch (thrown) {
    await handle?.close().catch(() => undefined);
    await rm(temporary, { force: true }).catch(() => undefined);
    throw writeProblem(thrown);
  }
}

/**
 * Overwrites a file in its place, so that it needs no room, and deletes it; durable when this resolves. On flash the disk itself may
 * keep what was there before.
 */
export async function eraseFile(file: string): Promise<void> {
  let handle: FileHandle | undefined;
  try {
    handle = await open(file, 'r+');
    const { size } = await handle.stat();
    await handle.write(Buffer.alloc(size), 0, size, 0);
    await handle.sync();
  } catch (thrown) {
    throw writeProblem(thrown);
  } finally {
    await handle?.close();
    await rm(file, { force: true });
  }
  await syncFolder(path.dirname(file));
}

/** Makes a folder that only this account may enter. */
export async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
  } catch (thrown) {
    throw writeProblem(thrown);
  }
}

/** The file's text, or null when there is no such file. */
export async function readText(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8');
  } catch (thrown) {
    if (errorCode(thrown) === 'ENOENT') return null;
    throw thrown;
  }
}

/** The file's bytes, or null when there is no such file. */
export async function readBytes(file: string): Promise<Buffer | null> {
  try {
    return await readFile(file);
  } catch (thrown) {
    if (errorCode(thrown) === 'ENOENT') return null;
    throw thrown;
  }
}

/** JSON that may be missing or damaged: null then. For what can be made anew. */
export async function readJson(file: string): Promise<unknown> {
  const text = await readText(file).catch(() => null);
  if (text === null) return null;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

import {
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  linkSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { ProblemError } from '../../shared/problem/problem.ts';
import { keyCheckPathOf, type Sqlite } from './open-file.ts';

/** How many copies of files that were given up are kept. */
const keptAside = 3;

/** The copy beside a database file: encrypted with the same key, whole, as it was at one commit. */
export function copyPathOf(file: string): string {
  return `${file}.good`;
}

/**
 * Writes the copy anew from an open file. Every document is read for it, so that a damaged file never takes the place
 * of a good copy. Blocks for about a second per 100 MB. Not a copy of bytes: to open and close the file beside SQLite
 * would release its locks.
 * @throws SqliteError when the file is damaged or the disk is full: the copy before stays
 */
export function writeCopy(db: Sqlite): void {
  const copy = copyPathOf(db.name);
  const unfinished = `${copy}.unfinished`;
  rmSync(unfinished, { force: true });
  try {
    db.prepare('vacuum into ?').run(unfinished);
    sync(unfinished);
    renameSync(unfinished, copy);
    sync(dirname(copy));
  } finally {
    // What did not become a copy takes no room on a disk that may be full.
    rmSync(unfinished, { force: true });
  }
}

/** When the copy was made; null when there is none. */
export function copiedAt(file: string): Date | null {
  return statSync(copyPathOf(file), { throwIfNoEntry: false })?.mtime ?? null;
}

/**
 * Puts the last good copy in the place of a file that nobody has open; the file is kept aside. The next open finds it
 * rolled back.
 * @returns when the copy was made
 * @throws ProblemError notFound when there is no copy
 */
export function restoreCopy(file: string, now: Date): Date {
  const at = copiedAt(file);
  if (!at) throw new ProblemError('notFound');
  moveAside(file, now);
  const unfinished = `${file}.unfinished`;
  copyFileSync(copyPathOf(file), unfinished);
  sync(unfinished);
  renameSync(unfinished, file);
  sync(dirname(file));
  return at;
}

/** Keeps a file that nobody has open aside, and its last good copy: the next open begins with an empty one. */
export function setAside(file: string, now: Date): void {
  keepCopyAside(file);
  moveAside(file, now);
  rmSync(keyCheckPathOf(file), { force: true });
  sync(dirname(file));
}

/**
 * Keeps the last good copy under a name of its own as well, by when it was made: the next copy, of a file that may hold less, takes
 * its place and not this one. The youngest few are kept.
 */
export function keepCopyAside(file: string): void {
  const at = copiedAt(file);
  if (!at) return;
  const copy = copyPathOf(file);
  const aside = `${copy}.aside-${stampOf(at)}`;
  if (!existsSync(aside)) {
    try {
      linkSync(copy, aside);
    } catch {
      // A disk without hard links.
      renameSync(copy, aside);
    }
  }
  const folder = dirname(file);
  const kept = readdirSync(folder).filter((name) => name.startsWith(`${basename(copy)}.aside-`));
  for (const name of kept.sort().slice(0, -keptAside)) rmSync(join(folder, name), { force: true });
  sync(folder);
}

/** Never deleted by the program: what was acknowledged may be in there alone. */
function moveAside(file: string, now: Date): void {
  const aside = `${file}.aside-${stampOf(now)}`;
  for (const end of ['', '-wal']) if (existsSync(file + end)) renameSync(file + end, aside + end);
}

function stampOf(moment: Date): string {
  return moment.toISOString().replaceAll(/[:.]/g, '-');
}

function sync(path: string): void {
  // Windows opens no directory; there a rename is durable by itself.
  if (process.platform === 'win32' && statSync(path).isDirectory()) return;
  const descriptor = openSync(path, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

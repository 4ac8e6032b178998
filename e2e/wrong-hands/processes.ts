import { closeSync, openSync, readdirSync, readFileSync, readlinkSync, readSync } from 'node:fs';
import type { Mark } from './marks.ts';

/** A process of the application, by what Chromium calls it. */
export interface Seen {
  readonly pid: number;
  readonly kind: string;
}

/** A process and all that came of it, which Linux tells. */
export function processesOf(root: number): readonly Seen[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc').filter((each) => /^\d+$/.test(each))) {
    const stat = textOf(`/proc/${name}/stat`);
    if (stat !== '') parents.set(Number(name), Number(stat.slice(stat.lastIndexOf(')') + 4).split(' ')[0]));
  }
  const found = [root];
  for (const pid of found) for (const [child, parent] of parents) if (parent === pid) found.push(child);
  return found.map((pid) => ({ pid, kind: kindOf(pid) }));
}

/** Bytes that are searched at a time. */
const stretch = 16 << 20;

/** Which marks stand in the memory of a process, and how much of it was read. */
export function searchMemory({ pid }: Seen, marks: readonly Mark[]): { found: readonly string[]; bytesRead: number } {
  const longest = Math.max(...marks.map(({ bytes }) => bytes.byteLength));
  const found = new Set<string>();
  let bytesRead = 0;
  const memory = openSync(`/proc/${pid}/mem`, 'r');
  try {
    for (const [from, to] of ownRegions(pid)) {
      for (let at = from; at < to; at += stretch - longest) {
        const read = readStretch(memory, at, Math.min(stretch, to - at));
        bytesRead += read.byteLength;
        for (const { name, bytes } of marks) if (read.includes(bytes)) found.add(name);
      }
    }
  } finally {
    closeSync(memory);
  }
  return { found: [...found], bytesRead };
}

/** Files that a process has open and that have no name any more; each is read through the process. */
export function deletedFilesOf({ pid }: Seen): readonly string[] {
  const folder = `/proc/${pid}/fd`;
  return readdirSync(folder)
    .map((name) => `${folder}/${name}`)
    .filter((file) => / \(deleted\)$/.test(linkOf(file)) && !linkOf(file).startsWith('/dev/'));
}

type Region = readonly [from: number, to: number];

/** What a process may write to and has touched: code that was mapped from a file holds no secret. */
function ownRegions(pid: number): readonly Region[] {
  const maps = [...textOf(`/proc/${pid}/maps`).matchAll(/^([0-9a-f]+)-([0-9a-f]+) rw/gm)];
  const pagemap = openSync(`/proc/${pid}/pagemap`, 'r');
  try {
    return maps.flatMap(([, from = '', to = '']) =>
      touchedIn(pagemap, Number.parseInt(from, 16), Number.parseInt(to, 16)),
    );
  } finally {
    closeSync(pagemap);
  }
}

const pageBytes = 4_096;
/** The upper bits of a page's entry of eight bytes: it is in memory, or swapped out. */
const isThere = 0b1100_0000;

function touchedIn(pagemap: number, from: number, to: number): readonly Region[] {
  const entries = readStretch(pagemap, (from / pageBytes) * 8, ((to - from) / pageBytes) * 8);
  const regions: Region[] = [];
  let begun: number | null = null;
  for (let page = 0; page <= entries.byteLength / 8; page++) {
    const isTouched = ((entries[page * 8 + 7] ?? 0) & isThere) !== 0;
    if (isTouched) begun ??= from + page * pageBytes;
    else if (begun !== null) {
      regions.push([begun, from + page * pageBytes]);
      begun = null;
    }
  }
  return regions;
}

/** Less than asked for, or nothing, where the region has gone meanwhile. */
function readStretch(memory: number, at: number, bytes: number): Buffer {
  const into = Buffer.allocUnsafe(bytes);
  try {
    return into.subarray(0, readSync(memory, into, 0, bytes, at));
  } catch {
    return into.subarray(0, 0);
  }
}

function kindOf(pid: number): string {
  // Chromium writes the words of a child with spaces between them.
  const words = textOf(`/proc/${pid}/cmdline`);
  const [, kind = 'main'] = /--utility-sub-type=([\w.]+)/.exec(words) ?? /--type=([\w-]+)/.exec(words) ?? [];
  return kind;
}

/** Empty where the process has ended. */
function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function linkOf(file: string): string {
  try {
    return readlinkSync(file);
  } catch {
    return '';
  }
}

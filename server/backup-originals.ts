import { existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { copyDurably, isWithin, renameDurably } from './postgres/durable-files.ts';
import { takeFolder } from './postgres/exclusive-folder.ts';

/** What was done for the originals of evidence. */
export interface CopiedOriginals {
  readonly copied: number;
  readonly sizeBytes: number;
  /** Files whose content is not what their name says: left where they are, and not copied. */
  readonly damaged: readonly string[];
}

/** What `evidence-files` calls the folders and files of what has come whole: a unit, two digits, a SHA-256. */
const unitName = /^[^.]/;
const groupName = /^[0-9a-f]{2}$/;
const originalName = /^[0-9a-f]{64}$/;
/** Of what is still on its way. */
const incoming = 'incoming';

/** Where the originals of all backups in one place lie: none changes, so that each backup adds the new ones alone. */
export function originalsBeside(backup: string): string {
  return path.join(path.dirname(backup), 'evidence');
}

/**
 * Copies the originals that are in `from` and not in `to`; both are laid out as the server's folder. Each that is copied is checked against its name, and
 * is there whole or not at all. Throws an Error that says why it can't.
 */
export async function copyOriginals(from: string, to: string): Promise<CopiedOriginals> {
  if (isWithin(to, from) || isWithin(from, to)) throw new Error(`${to} and ${from} are in one another`);
  const release = await takeFolder(to);
  if (!release) throw new Error(`another backup copies originals into ${to}`);
  try {
    let [copied, sizeBytes] = [0, 0];
    const damaged: string[] = [];
    for (const place of originalsIn(from)) {
      // A signal that ends the process is seen to in between.
      await setImmediate();
      const source = path.join(from, place);
      const size = statSync(source).size;
      if (sizeOf(path.join(to, place)) === size) continue;
      if (!copyOriginal(source, path.join(to, place))) damaged.push(source);
      else [copied, sizeBytes] = [copied + 1, sizeBytes + size];
    }
    return { copied, sizeBytes, damaged };
  } finally {
    await release();
  }
}

/** Below the folder, as `unit/xx/sha256`. */
function* originalsIn(folder: string): Generator<string> {
  const units = namesIn(folder, unitName).filter((name) => name !== incoming);
  for (const unit of units) {
    for (const group of namesIn(path.join(folder, unit), groupName)) {
      const names = namesIn(path.join(folder, unit, group), originalName);
      for (const name of names) yield path.join(unit, group, name);
    }
  }
}

function namesIn(folder: string, pattern: RegExp): string[] {
  if (!existsSync(folder) || !statSync(folder).isDirectory()) return [];
  return readdirSync(folder).filter((name) => pattern.test(name));
}

/** False where the content is not what the name says. */
function copyOriginal(from: string, to: string): boolean {
  const unfinished = `${to}.unfinished`;
  mkdirSync(path.dirname(to), { recursive: true, mode: 0o700 });
  rmSync(unfinished, { force: true });
  const { sha256 } = copyDurably(from, unfinished);
  if (sha256 !== path.basename(to)) {
    rmSync(unfinished);
    return false;
  }
  renameDurably(unfinished, to);
  return true;
}

function sizeOf(file: string): number | null {
  return existsSync(file) ? statSync(file).size : null;
}

import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

export const testKey = '5f'.repeat(32);
export const otherKey = '6a'.repeat(32);

/** A directory that goes when the test has ended. */
export function scratchDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'storage-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

/** Names of the files below a directory that hold a text, as UTF-8 or as UTF-16. */
export function filesHolding(directory: string, text: string): string[] {
  const needles = [Buffer.from(text, 'utf8'), Buffer.from(text, 'utf16le')];
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => {
      const content = readFileSync(path);
      return needles.some((needle) => content.includes(needle));
    });
}

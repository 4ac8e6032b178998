import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type Static, Type } from 'typebox';
import { Value } from 'typebox/value';
import { writeDurably } from './durable-files.ts';

/** Below the backup's folder, with `/`; never out of it. */
const Place = Type.String({ pattern: '^(?!.*\\.\\.)[A-Za-z0-9_][A-Za-z0-9_./-]*$' });

const BackupManifest = Type.Object({
  format: Type.Literal(1),
  /** Of PostgreSQL, as 18.4. */
  postgres: Type.String(),
  /** The moment that a restore brings back, as ISO 8601. */
  endedAt: Type.String(),
  /** Name of the archive that goes on from here; null when the database wrote to none. */
  archive: Type.Union([Place, Type.Null()]),
  folders: Type.Array(Place),
  files: Type.Array(Type.Object({ path: Place, sizeBytes: Type.Integer(), sha256: Type.String() })),
});
/** What a backup holds, and what each of its files must be. */
export type BackupManifest = Static<typeof BackupManifest>;

const fileIn = (backup: string) => path.join(backup, 'manifest.json');

export function writeManifest(backup: string, manifest: BackupManifest): void {
  writeDurably(fileIn(backup), `${JSON.stringify(manifest, null, 1)}\n`);
}

/** Throws an Error that says what is wrong with the folder. */
export function readManifest(backup: string): BackupManifest {
  const file = fileIn(backup);
  if (!existsSync(file)) throw new Error(`${backup} is no backup: it has no manifest.json`);
  let manifest: unknown;
  try {
    manifest = JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw new Error(`${file} is damaged`, { cause });
  }
  if (!Value.Check(BackupManifest, manifest)) throw new Error(`${file} is damaged, or of another version`);
  return manifest;
}

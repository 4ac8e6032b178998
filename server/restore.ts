import { existsSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { type BackupManifest, readManifest } from './postgres/backup-manifest.ts';
import { own } from './postgres/cluster.ts';
import { type DataFolder, locateDataFolder } from './postgres/data-folder.ts';
import { copyFile, writeDurably } from './postgres/durable-files.ts';
import { takeFolder } from './postgres/exclusive-folder.ts';
import { endLeftover, startPostmaster } from './postgres/postmaster.ts';
import { finishRestore, putRestoredInPlace, unfinishedFolder } from './postgres/restored-folder.ts';
import type { SystemUser } from './postgres/system-user.ts';
import { recoverySettings } from './postgres/wal-archive.ts';

export interface RestoreOptions {
  /** Folder of the embedded database; made when missing. */
  readonly databaseFolder: string;
  readonly backup: string;
  /** Goes on from the backup with what is archived below this folder; absent: the backup alone. */
  readonly walFolder?: string | undefined;
  /** Stops at this moment, and not at the archive's end. */
  readonly until?: Date | undefined;
}

/** Days, where an archive is long. */
const recoveryLimitMs = 2 ** 31 - 1;
const endsBefore = /recovery ended before configured recovery target was reached/;

/**
 * Puts a backup in the place of the embedded database, which is put aside. Everything is copied, checked and recovered beside it
 * first: when this throws, the database is as it was. PostgreSQL begins a new timeline, by which the next start knows that the
 * database was restored. Answers where the former database is, or null where there was none.
 */
export async function restore(options: RestoreOptions): Promise<string | null> {
  const manifest = readManifest(options.backup);
  const database = await locateDataFolder(options.databaseFolder);
  const settings = settingsOf(options, manifest, database);
  const { folder } = database;
  const release = await takeFolder(folder);
  if (!release) throw new Error(`a server uses the database in ${folder}: stop it first`);
  const unfinished = unfinishedFolder(folder);
  try {
    await endLeftover(database.cluster);
    putRestoredInPlace(folder);
    await endLeftover(path.join(unfinished, 'cluster'));
    rmSync(unfinished, { recursive: true, force: true });
    copyBackup(options.backup, manifest, unfinished, database.user);
    await recover(path.join(unfinished, 'cluster'), database, settings);
    finishRestore(folder);
    return putRestoredInPlace(folder);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
    await release();
  }
}

function settingsOf(
  { backup, walFolder, until }: RestoreOptions,
  { postgres, archive, endedAt }: BackupManifest,
  { binaries }: DataFolder,
): Record<string, string> {
  if (majorOf(postgres) !== majorOf(binaries.version)) {
    throw new Error(`the backup is of PostgreSQL ${postgres}, this program brings ${binaries.version}`);
  }
  const always = { recovery_target_action: 'promote', recovery_target_timeline: 'current', hot_standby: 'off' };
  // Nothing is archived of a backup alone: its own log is all there is.
  if (!walFolder) return { ...always, restore_command: 'exit 1', recovery_target: 'immediate' };
  if (archive === null)
    throw new Error(`nothing was archived when ${backup} was made: only the backup itself can be restored`);
  const folder = path.join(walFolder, archive);
  if (!existsSync(folder)) throw new Error(`${walFolder} does not hold ${archive}, which goes on from ${backup}`);
  if (!until) return { ...always, ...recoverySettings(folder) };
  if (until.getTime() < Date.parse(endedAt))
    throw new Error(`${backup} was made later, at ${endedAt}: take an older one`);
  return { ...always, ...recoverySettings(folder), recovery_target_time: momentFor(until) };
}

/** PostgreSQL takes the zone of a setting as a number alone. */
function momentFor(date: Date): string {
  return date.toISOString().replace('Z', '+00');
}

function majorOf(version: string): number {
  return Number.parseInt(version, 10);
}

/** Throws with the first file that is not what was backed up. PostgreSQL brings all to the disk before it recovers. */
function copyBackup(backup: string, manifest: BackupManifest, target: string, user: SystemUser | undefined): void {
  mkdirSync(target, { recursive: true });
  own(target, user);
  for (const name of manifest.folders) {
    const folder = path.join(target, name);
    mkdirSync(folder, { mode: 0o700 });
    own(folder, user);
  }
  for (const { path: place, sizeBytes, sha256 } of manifest.files) {
    const [from, to] = [path.join(backup, place), path.join(target, place)];
    if (!existsSync(from)) throw new Error(`${from} is missing: this backup can not be restored`);
    const copied = copyFile(from, to);
    if (copied.sizeBytes !== sizeBytes || copied.sha256 !== sha256) {
      throw new Error(`${from} is damaged: this backup can not be restored`);
    }
    own(to, user, 0o600);
  }
}

/** Lets PostgreSQL bring the copy to the moment that is wanted, and stops it again. */
async function recover(
  cluster: string,
  { user, binaries }: DataFolder,
  settings: Record<string, string>,
): Promise<void> {
  const signal = path.join(cluster, 'recovery.signal');
  writeDurably(signal, '');
  own(signal, user, 0o600);
  try {
    const postmaster = await startPostmaster({
      program: binaries.postgres,
      cluster,
      user,
      settings,
      startLimitMs: recoveryLimitMs,
    });
    await postmaster.stop();
  } catch (error) {
    if (!endsBefore.test(String(error))) throw error;
    throw new Error('the archive ends before that moment; without --until all that it holds is restored', {
      cause: error,
    });
  }
}

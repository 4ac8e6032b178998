import { existsSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { type BackupManifest, readManifest } from './postgres/backup-manifest.ts';
import { own } from './postgres/cluster.ts';
import { type DataFolder, locateDataFolder, ownerUrl } from './postgres/data-folder.ts';
import { copyDurably, copyFile, syncFolder, writeDurably } from './postgres/durable-files.ts';
import { takeFolder } from './postgres/exclusive-folder.ts';
import { endLeftover, startPostmaster } from './postgres/postmaster.ts';
import { demandWhole, lastSegment, type Replayed, replayedBy, segmentName } from './postgres/replayed-log.ts';
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

export interface Restored {
  /** Where the former database is; null where there was none. */
  readonly replaced: string | null;
  readonly replayed: Replayed;
}

const endsBefore = /recovery ended before configured recovery target was reached/;
const tooShort =
  'the archive ends before that moment, or lacks a part before it; without --until all that it holds is restored, or what it lacks is named';

/**
 * Puts a backup in the place of the embedded database, which is put aside. Everything is copied, checked and recovered beside it
 * first: when this throws, the database is as it was. PostgreSQL begins a new timeline, by which the next start knows that the
 * database was restored.
 */
export async function restore(options: RestoreOptions): Promise<Restored> {
  const manifest = readManifest(options.backup);
  const database = await locateDataFolder(options.databaseFolder);
  const archive = archiveFor(options, manifest);
  const settings = settingsOf(options, archive, manifest, database);
  const { folder } = database;
  const release = await takeFolder(folder);
  if (!release) throw new Error(`a server uses the database in ${folder}: stop it first`);
  const unfinished = unfinishedFolder(folder);
  try {
    await endLeftover(database.cluster);
    putRestoredInPlace(folder);
    await endLeftover(path.join(unfinished, 'cluster'));
    rmSync(unfinished, { recursive: true, force: true });
    await copyBackup(options.backup, manifest, unfinished, database.user);
    // A server elsewhere may go on writing to it meanwhile.
    const last = archive && lastSegment(archive);
    const replayed = await recover(unfinished, firstSegmentOf(manifest), database, settings);
    if (archive && !options.until) demandWhole(archive, last, replayed);
    syncFolder(unfinished);
    finishRestore(folder);
    return { replaced: putRestoredInPlace(folder), replayed };
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
    await release();
  }
}

/** The archive that goes on from the backup; null where the backup alone is wanted. */
function archiveFor({ backup, walFolder }: RestoreOptions, { archive }: BackupManifest): string | null {
  if (!walFolder) return null;
  if (archive === null)
    throw new Error(`nothing was archived when ${backup} was made: only the backup itself can be restored`);
  const folder = path.join(walFolder, archive);
  if (!existsSync(folder)) throw new Error(`${walFolder} does not hold ${archive}, which goes on from ${backup}`);
  return folder;
}

function settingsOf(
  { backup, until }: RestoreOptions,
  archive: string | null,
  { postgres, endedAt }: BackupManifest,
  { binaries, user }: DataFolder,
): Record<string, string> {
  if (majorOf(postgres) !== majorOf(binaries.version)) {
    throw new Error(`the backup is of PostgreSQL ${postgres}, this program brings ${binaries.version}`);
  }
  const always = { recovery_target_action: 'promote', recovery_target_timeline: 'current', hot_standby: 'off' };
  // Nothing is archived of a backup alone: its own log is all there is.
  if (archive === null) return { ...always, restore_command: 'exit 1', recovery_target: 'immediate' };
  const fromArchive = { ...always, ...recoverySettings(archive, user) };
  if (!until) return fromArchive;
  if (until.getTime() < Date.parse(endedAt))
    throw new Error(`${backup} was made later, at ${endedAt}: take an older one`);
  return { ...fromArchive, recovery_target_time: momentFor(until) };
}

function firstSegmentOf({ files }: BackupManifest): string {
  const names = files.map((file) => path.posix.basename(file.path));
  return names.find((name) => segmentName.test(name)) ?? '';
}

/** PostgreSQL takes the zone of a setting as a number alone. */
function momentFor(date: Date): string {
  return date.toISOString().replace('Z', '+00');
}

function majorOf(version: string): number {
  return Number.parseInt(version, 10);
}

/**
 * Throws with the first file that is not what was backed up. PostgreSQL brings its cluster to the disk before it recovers;
 * what lies beside that is for us.
 */
async function copyBackup(
  backup: string,
  manifest: BackupManifest,
  target: string,
  user: SystemUser | undefined,
): Promise<void> {
  mkdirSync(target, { recursive: true });
  own(target, user);
  for (const name of manifest.folders) {
    const folder = path.join(target, name);
    mkdirSync(folder, { mode: 0o700 });
    own(folder, user);
  }
  for (const { path: place, sizeBytes, sha256 } of manifest.files) {
    // A signal that ends the process is seen to in between.
    await setImmediate();
    const [from, to] = [path.join(backup, place), path.join(target, place)];
    if (!existsSync(from)) throw new Error(`${from} is missing: this backup can not be restored`);
    const copied = place.startsWith('cluster/') ? copyFile(from, to) : copyDurably(from, to);
    if (copied.sizeBytes !== sizeBytes || copied.sha256 !== sha256) {
      throw new Error(`${from} is damaged: this backup can not be restored`);
    }
    own(to, user, 0o600);
  }
}

/** Lets PostgreSQL bring the copy to the moment that is wanted, and stops it again. */
async function recover(
  folder: string,
  first: string,
  { user, binaries }: DataFolder,
  settings: Record<string, string>,
): Promise<Replayed> {
  const cluster = path.join(folder, 'cluster');
  const signal = path.join(cluster, 'recovery.signal');
  writeDurably(signal, '');
  own(signal, user, 0o600);
  const postmaster = await startPostmaster({
    program: binaries.postgres,
    cluster,
    user,
    settings,
  }).catch((error: unknown) => {
    throw endsBefore.test(String(error)) ? new Error(tooShort, { cause: error }) : error;
  });
  try {
    return await replayedBy(ownerUrl(folder, postmaster.port), first);
  } finally {
    await postmaster.stop();
  }
}

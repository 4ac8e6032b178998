import { existsSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { reachEmbeddedPostgres } from './embedded-postgres.ts';
import { type BackupManifest, writeManifest } from './postgres/backup-manifest.ts';
import { takeBaseBackup } from './postgres/base-backup.ts';
import { type DataFolder, locateDataFolder, passwordFile } from './postgres/data-folder.ts';
import { copyDurably, isWithin, renameDurably, syncFolder } from './postgres/durable-files.ts';
import { takeFolder } from './postgres/exclusive-folder.ts';
import { archiveOf } from './postgres/wal-archive.ts';

/**
 * Backs the embedded database up into a new folder, whole or not at all, while a server runs on it or not. It holds all that
 * was committed when it ended, the keys that are kept in the database, and its owner's password.
 */
export async function backUp(databaseFolder: string, backup: string): Promise<BackupManifest> {
  const database = await locateDataFolder(databaseFolder);
  refuseBadPlace(database.folder, backup);
  const release = await takeFolder(backup);
  if (!release) throw new Error(`another backup is being made in ${backup}`);
  const unfinished = `${backup}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true, mode: 0o700 });
  try {
    const manifest = await copyInto(unfinished, database);
    writeManifest(unfinished, manifest);
    syncFolder(unfinished);
    renameDurably(unfinished, backup);
    return manifest;
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
    await release();
  }
}

function refuseBadPlace(folder: string, backup: string): void {
  if (existsSync(backup)) throw new Error(`${backup} is there already: give a new folder`);
  if (isWithin(backup, folder)) throw new Error(`${backup} is inside the database's folder`);
}

async function copyInto(target: string, { folder, cluster }: DataFolder): Promise<BackupManifest> {
  const postgres = await reachEmbeddedPostgres(folder);
  if (!postgres) throw new Error(`there is no database in ${folder}`);
  try {
    const password = copyDurably(path.join(folder, passwordFile), path.join(target, passwordFile));
    const archive = archiveOf(folder);
    const { files, ...rest } = await takeBaseBackup(postgres.url, cluster, path.join(target, 'cluster'));
    return {
      format: 1,
      ...rest,
      archive: archive && path.basename(archive),
      files: [{ path: passwordFile, ...password }, ...files],
    };
  } finally {
    await postgres.stop();
  }
}

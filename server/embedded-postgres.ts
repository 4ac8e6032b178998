import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Logger } from 'pino';
import { ensureCluster, own } from './postgres/cluster.ts';
import { locateDataFolder, ownerUrl, passwordIn } from './postgres/data-folder.ts';
import { takeFolder } from './postgres/exclusive-folder.ts';
import { endLeftover, portOf, startPostmaster } from './postgres/postmaster.ts';
import { putRestoredInPlace } from './postgres/restored-folder.ts';
import { archiveOf, archiveSettings, noteArchive } from './postgres/wal-archive.ts';

/** A PostgreSQL of this process's own. */
export interface EmbeddedPostgres {
  /** Connection of the cluster's owner; loopback only. */
  readonly url: string;
  /** Resolves with its last lines when the database process has ended, asked or not. */
  readonly ended: Promise<string>;
  stop(): Promise<void>;
}

export interface EmbeddedPostgresOptions {
  /** Folder for the cluster and its password; made when missing. */
  readonly folder: string;
  /** Folder below which the log is archived; nowhere when absent. */
  readonly walFolder?: string | undefined;
  /** PostgreSQL settings over its defaults. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Any free one when absent. */
  readonly port?: number;
  /** Told what an operator should know; nobody when absent. */
  readonly log?: Logger;
  /** Removes the folder at the end, also when this process is killed. */
  readonly temporary?: boolean;
}

/**
 * Starts PostgreSQL over the cluster in a folder, which is made at the first start. Ends what a killed server left running
 * there; PostgreSQL itself recovers from an unclean stop. Throws when another live process uses the folder.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { log } = options;
  const { folder, cluster, user, binaries } = await locateDataFolder(options.folder);
  const release = await takeFolder(folder);
  if (!release) throw new Error(`another server uses the database in ${folder}`);
  try {
    await endLeftover(cluster);
    putRestoredInPlace(folder);
    mkdirSync(folder, { recursive: true });
    own(folder, user);
    await ensureCluster(binaries.initdb, cluster, user, passwordIn(folder));
    const isNew = noteArchive(folder, options.walFolder, user);
    const archive = archiveOf(folder);
    if (archive) log?.info({ archive }, 'the log is archived');
    if (isNew) log?.warn({ archive }, 'a new archive begins: back up now, no older backup goes on in it');
    const postmaster = await startPostmaster({
      program: binaries.postgres,
      cluster,
      user,
      settings: { ...options.settings, ...archiveSettings(archive) },
      port: options.port,
      tell: log && (({ isWarning, text }) => log[isWarning ? 'warn' : 'info']({ postgres: text }, 'the database says')),
      ...(options.temporary ? { removeAfter: folder } : {}),
    });
    return {
      url: ownerUrl(folder, postmaster.port),
      ended: postmaster.ended,
      async stop() {
        await postmaster.stop();
        await release();
      },
    };
  } catch (error) {
    await release();
    throw error;
  }
}

/**
 * Reaches the database in a folder for a moment: the one that a server runs there, or one started for the while, with the
 * archive that it has. Null when there is none. Throws while a server has the folder and its database does not run, or not yet.
 */
export async function reachEmbeddedPostgres(wanted: string): Promise<Pick<EmbeddedPostgres, 'url' | 'stop'> | null> {
  const { folder, cluster } = await locateDataFolder(wanted);
  if (!existsSync(path.join(cluster, 'PG_VERSION'))) return null;
  const release = await takeFolder(folder);
  if (release) {
    await release();
    const archive = archiveOf(folder);
    // An archive may have no gap.
    return startEmbeddedPostgres({ folder, walFolder: archive ? path.dirname(archive) : undefined });
  }
  const port = portOf(cluster);
  if (port === null) throw new Error(`the database in ${folder} is being started, stopped or restored: try again`);
  return { url: ownerUrl(folder, port), stop: async () => undefined };
}

import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { findBinaries, systemFolder } from './postgres/binaries.ts';
import { clusterOwner, ensureCluster, own } from './postgres/cluster.ts';
import { takeFolder } from './postgres/exclusive-folder.ts';
import { endLeftover, startPostmaster } from './postgres/postmaster.ts';
import { canReach, postgresUser, type SystemUser } from './postgres/system-user.ts';
import { hashOf, newSecret } from './services/cryptography.ts';

/** A PostgreSQL of this process's own. */
export interface EmbeddedPostgres {
  /** Connection of the cluster's owner; loopback only. */
  readonly url: string;
  /** Resolves when the database process has ended, asked or not. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}

export interface EmbeddedPostgresOptions {
  /** Folder for the cluster and its password; made when missing. */
  readonly folder: string;
  /** PostgreSQL settings over its defaults. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Any free one when absent. */
  readonly port?: number;
  /** Removes the folder at the end, also when this process is killed. */
  readonly temporary?: boolean;
}

/**
 * Starts PostgreSQL over the cluster in a folder, which is made at the first start. Ends what a killed server left running
 * there; PostgreSQL itself recovers from an unclean stop. Throws when another live process uses the folder.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const user = await postgresUser();
  const binaries = await findBinaries(user);
  const folder = usableFolder(path.resolve(options.folder), user);
  mkdirSync(folder, { recursive: true });
  own(folder, user);
  const release = await takeFolder(folder);
  if (!release) throw new Error(`another server uses the database in ${folder}`);
  try {
    const cluster = path.join(folder, 'cluster');
    const password = passwordIn(folder);
    await endLeftover(cluster);
    await ensureCluster(binaries.initdb, cluster, user, password);
    const postmaster = await startPostmaster({
      program: binaries.postgres,
      cluster,
      user,
      settings: options.settings ?? {},
      port: options.port,
      ...(options.temporary ? { removeAfter: folder } : {}),
    });
    return {
      url: `postgres://${clusterOwner}:${password}@127.0.0.1:${postmaster.port}/postgres`,
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

/** As root, PostgreSQL runs as another user, who can't enter a folder below somebody's closed home. */
function usableFolder(folder: string, user: SystemUser | undefined): string {
  if (!user || canReach(user, path.dirname(folder))) return folder;
  return path.join(systemFolder, `data-${hashOf(folder).slice(0, 16)}`);
}

function passwordIn(folder: string): string {
  const file = path.join(folder, 'owner-password');
  if (existsSync(file)) return readFileSync(file, 'utf8');
  const password = newSecret();
  writeFileSync(file, password, { mode: 0o600 });
  return password;
}

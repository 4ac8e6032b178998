import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { hashOf, newSecret } from '../services/cryptography.ts';
import { type Binaries, findBinaries, systemFolder } from './binaries.ts';
import { clusterOwner } from './cluster.ts';
import { canReach, postgresUser, type SystemUser } from './system-user.ts';

/** Where an embedded database lives: its cluster, and beside it the owner's password and what is noted of it. */
export interface DataFolder {
  readonly folder: string;
  readonly cluster: string;
  readonly user: SystemUser | undefined;
  readonly binaries: Binaries;
}

/** Finds the folder that stands for `wanted` on this machine; makes nothing. */
export async function locateDataFolder(wanted: string): Promise<DataFolder> {
  const user = await postgresUser();
  const binaries = await findBinaries(user);
  const folder = usableFolder(path.resolve(wanted), user);
  return { folder, cluster: path.join(folder, 'cluster'), user, binaries };
}

/** As root, PostgreSQL runs as another user, who can't enter a folder below somebody's closed home. */
function usableFolder(folder: string, user: SystemUser | undefined): string {
  if (!user || canReach(user, path.dirname(folder))) return folder;
  return path.join(systemFolder, `data-${hashOf(folder).slice(0, 16)}`);
}

/** The owner's password stands in this file of a data folder, for its user alone. */
export const passwordFile = 'owner-password';

/** The password that is kept in the folder, made when there is none. */
export function passwordIn(folder: string): string {
  const file = path.join(folder, passwordFile);
  if (existsSync(file)) return readFileSync(file, 'utf8');
  const password = newSecret();
  writeFileSync(file, password, { mode: 0o600 });
  return password;
}

/** Connection of the owner of the cluster that runs in this folder; loopback only. */
export function ownerUrl(folder: string, port: number): string {
  return `postgres://${clusterOwner}:${passwordIn(folder)}@127.0.0.1:${port}/postgres`;
}

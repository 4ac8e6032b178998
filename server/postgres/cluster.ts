import { execFile } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { SystemUser } from './system-user.ts';

const run = promisify(execFile);

/** Name of the superuser of an embedded cluster; migrations run under it, requests never. */
export const clusterOwner = 'minh_tra_owner';

/** Makes an empty cluster at `folder` unless there is one; whole or not at all, so that a crash leaves nothing half. */
export async function ensureCluster(
  initdb: string,
  folder: string,
  user: SystemUser | undefined,
  password: string,
): Promise<void> {
  if (existsSync(path.join(folder, 'PG_VERSION'))) return;
  const parent = path.dirname(folder);
  mkdirSync(parent, { recursive: true });
  const unfinished = mkdtempSync(path.join(parent, '.cluster-'));
  const secret = mkdtempSync(path.join(tmpdir(), 'minh-tra-'));
  try {
    own(unfinished, user);
    own(secret, user);
    const passwordFile = path.join(secret, 'password');
    writeFileSync(passwordFile, password, { mode: 0o600 });
    own(passwordFile, user, 0o600);
    await run(initdb, initdbFlags(unfinished, passwordFile), { ...user, cwd: '/', env: { PATH: process.env.PATH } });
    renameSync(unfinished, folder);
  } finally {
    rmSync(secret, { recursive: true, force: true });
    rmSync(unfinished, { recursive: true, force: true });
  }
}

function initdbFlags(cluster: string, passwordFile: string): string[] {
  return [
    `--pgdata=${cluster}`,
    `--username=${clusterOwner}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--data-checksums',
    '--no-instructions',
  ];
}

/** Gives a file or folder to the user under whom PostgreSQL runs; nobody else may look in. */
export function own(target: string, user: SystemUser | undefined, mode = 0o700): void {
  if (!user) return;
  chownSync(target, user.uid, user.gid);
  chmodSync(target, mode);
}

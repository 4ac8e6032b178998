import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { findBinaries } from '../../server/postgres/binaries.ts';
import { electronFolder, rendererFolder } from '../bundle/bundle.ts';
import { bundledModules } from '../bundle/bundled-modules.ts';
import { nativePackages } from '../package/stage.ts';
import { repositoryFolder } from '../system/repository.ts';
import { type InstalledPackage, installedPackages, packageOf } from './installed-packages.ts';

const run = promisify(execFile);

/** Something of others that is delivered and is no package of npm. */
export interface ForeignPart {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
  /** Whose it is; absent of what is in the public domain. */
  readonly holder?: string;
  readonly homepage: string;
  /** SHA-256 as hexadecimal text, of a part that is a file of its own. */
  readonly sha256?: string;
}

/** The packages that the application holds something of: bundled, or with native code. `bundle()` goes before. */
export async function packagesInApplication(): Promise<InstalledPackage[]> {
  const installed = await installedPackages();
  const modules = (await Promise.all([electronFolder, rendererFolder].map(bundledModules))).flat();
  const bundled = modules.map((file) => packageOf(file, installed));
  const native = nativePackages.flatMap((name) => {
    const own = packageOf(`node_modules/${name}`, installed);
    const parts = Object.keys(own.optionalDependencies ?? {}).map((part) => `node_modules/${part}`);
    const within = installed.filter(({ place }) => place.startsWith(`node_modules/${name}/node_modules/`));
    return [own, ...within, ...installed.filter(({ place }) => parts.includes(place))];
  });
  return inOrder([...bundled, ...native]);
}

/** The packages that `npm ci --omit=dev` installs for the server on this platform. */
export async function packagesOfServer(): Promise<InstalledPackage[]> {
  return inOrder((await installedPackages()).filter(({ dev }) => !dev));
}

/** What is compiled into the binding of SQLite; its package keeps the sources beside it. */
export async function partsOfSqlite(): Promise<ForeignPart[]> {
  const folder = path.join(repositoryFolder, 'node_modules/better-sqlite3-multiple-ciphers/deps/sqlite3');
  const header = await readFile(path.join(folder, 'sqlite3.h'), 'utf8');
  const version = (pattern: RegExp) => {
    const found = pattern.exec(header)?.[1];
    if (!found) throw new Error('The version of SQLite is not where it was');
    return found;
  };
  return [
    {
      name: 'sqlite',
      version: version(/#define SQLITE_VERSION\s+"([\d.]+)"/),
      licence: 'blessing',
      homepage: 'https://sqlite.org',
    },
    {
      name: 'sqlite3-multiple-ciphers',
      version: version(/#define SQLITE3MC_VERSION_STRING\s+"SQLite3 Multiple Ciphers ([\d.]+)"/),
      licence: 'MIT',
      holder: 'Ulrich Telle',
      homepage: 'https://utelle.github.io/SQLite3MultipleCiphers/',
    },
  ];
}

/** What is compiled into the reader of bar codes, with the hash of that file; its package says which state of the sources it was made from. */
export async function partsOfCodeReader(): Promise<ForeignPart[]> {
  const folder = path.join(repositoryFolder, 'node_modules/zxing-wasm/dist');
  const version = /\b[0-9a-f]{40}\b/.exec(await readFile(path.join(folder, 'es/share.js'), 'utf8'))?.[0];
  if (!version) throw new Error('The state of zxing-cpp is not where it was');
  return [
    {
      name: 'zxing-cpp',
      version,
      licence: 'Apache-2.0',
      holder: 'the authors of ZXing and zxing-cpp',
      homepage: 'https://github.com/zxing-cpp/zxing-cpp',
      sha256: await sha256Of(path.join(folder, 'reader/zxing_reader.wasm')),
    },
  ];
}

/** What the server's packages bring and npm knows nothing of: the PostgreSQL of this platform, with the hash of its program. */
export async function partsOfServer(): Promise<ForeignPart[]> {
  const { postgres } = await findBinaries(undefined);
  const { stdout } = await run(postgres, ['--version']);
  const version = /\(PostgreSQL\) ([\d.]+)/.exec(stdout)?.[1];
  if (!version) throw new Error(`PostgreSQL did not say its version: ${stdout}`);
  return [
    {
      name: 'postgresql',
      version,
      licence: 'PostgreSQL',
      holder: 'The PostgreSQL Global Development Group',
      homepage: 'https://www.postgresql.org',
      sha256: await sha256Of(postgres),
    },
  ];
}

/** SHA-256 of a file as hexadecimal text. */
export async function sha256Of(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

function inOrder(packages: readonly InstalledPackage[]): InstalledPackage[] {
  return [...new Set(packages)].sort((one, other) => (one.place < other.place ? -1 : 1));
}

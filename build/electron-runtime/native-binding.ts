import { createHash } from 'node:crypto';
import { access, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { mustRun } from '../system/run-command.ts';
import { prepareOnce } from './prepare-once.ts';

const require = createRequire(import.meta.url);
const sqliteFolder = path.dirname(require.resolve('better-sqlite3-multiple-ciphers/package.json'));
const addonApiFolder = path.dirname(createRequire(path.join(sqliteFolder, 'package.json')).resolve('node-addon-api'));
const nodeApiFolder = path.join(path.dirname(require.resolve('node-api-headers/package.json')), 'include');
const boxedReferences = path.join(import.meta.dirname, 'boxed-references.hpp');

// -O2 is as quick as -O3 here and compiles in two thirds of the time.
const commonFlags = ['-O2', '-fPIC', '-fvisibility=hidden', '-DNDEBUG', '-c'];
const addonFlags = [
  '-std=c++20',
  '-fvisibility-inlines-hidden',
  '-DNAPI_VERSION=9',
  '-DNAPI_DISABLE_CPP_EXCEPTIONS',
  '-DNODE_API_SWALLOW_UNTHROWABLE_EXCEPTIONS',
];
const sqliteFlags = ['-std=c99', '-w', '-fno-strict-aliasing'];
const linkFlags = ['-shared', '-Wl,-Bsymbolic', '-Wl,--exclude-libs,ALL', '-ldl', '-lpthread'];

/** The package's own binary asks for this Node-API. */
export const prebuiltNodeApi = 10;

/** Path of the binding compiled for Node-API 9, or null when it has not been compiled in this cache. */
export async function findNativeBinding(cache: string): Promise<string | null> {
  const file = path.join(await bindingFolder(cache), 'better_sqlite3.node');
  return access(file).then(
    () => file,
    () => null,
  );
}

/** Compiles better-sqlite3-multiple-ciphers for Node-API 9 (about 50 s, once), from the sources in its npm package. */
export async function compileNativeBinding(cache: string): Promise<string> {
  const folder = await prepareOnce(await bindingFolder(cache), async (draft) => {
    console.error('Compiling SQLite for the Electron stand-in (about a minute, once) ...');
    const [addon, sqlite] = [path.join(draft, 'addon.o'), path.join(draft, 'sqlite.o')];
    const sqliteSources = path.join(sqliteFolder, 'deps/sqlite3');
    const includes = [nodeApiFolder, addonApiFolder, sqliteSources].map((include) => `-I${include}`);
    await Promise.all([
      mustRun('gcc', [
        ...commonFlags,
        ...sqliteFlags,
        ...(await sqliteDefines()),
        path.join(sqliteSources, 'sqlite3.c'),
        '-o',
        sqlite,
      ]),
      mustRun('g++', [
        ...commonFlags,
        ...addonFlags,
        ...includes,
        '-include',
        boxedReferences,
        path.join(sqliteFolder, 'src/better_sqlite3.cpp'),
        '-o',
        addon,
      ]),
    ]);
    await mustRun('g++', [addon, sqlite, '-o', path.join(draft, 'better_sqlite3.node'), ...linkFlags]);
    await Promise.all([rm(addon), rm(sqlite)]);
  });
  return path.join(folder, 'better_sqlite3.node');
}

/** SQLite's options as the package sets them for its own binaries. */
async function sqliteDefines(): Promise<string[]> {
  const gyp = await readFile(path.join(sqliteFolder, 'deps/defines.gypi'), 'utf8');
  const defines = [...gyp.matchAll(/^\s+'([A-Z][^']*)',?$/gm)].map((match) => `-D${match[1]}`);
  if (!defines.includes('-DSQLITE_ENABLE_FTS5')) throw new Error('The options of SQLite are not where they were');
  return defines;
}

/** The folder's name carries what the binding is made of. */
async function bindingFolder(cache: string): Promise<string> {
  const recipe = createHash('sha256').update(JSON.stringify([commonFlags, addonFlags, sqliteFlags, linkFlags]));
  for (const file of [
    boxedReferences,
    path.join(sqliteFolder, 'package.json'),
    path.join(addonApiFolder, 'package.json'),
  ]) {
    recipe.update(await readFile(file));
  }
  return path.join(cache, 'electron-runtime', `sqlite-${process.arch}-${recipe.digest('hex').slice(0, 12)}`);
}

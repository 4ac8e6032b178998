import { access } from 'node:fs/promises';
import path from 'node:path';
import { ensureSystemPackages } from '../system/system-packages.ts';
import { cacheFolder } from './cache-folder.ts';
import { compileNativeBinding, findNativeBinding, prebuiltNodeApi } from './native-binding.ts';
import { fetchOfficial, findOfficial } from './official.ts';
import { findStandIn, prepareStandIn } from './stand-in.ts';
import { readVersions } from './versions.ts';

export interface ElectronRuntime {
  /** `standIn` is for development and tests alone: it is never shipped. */
  kind: 'official' | 'standIn' | 'override';
  executablePath: string;
  electronVersion: string;
  chromium: string;
  node: string;
  /** The compiled `better_sqlite3.node`; null where the package's own binary fits. */
  nativeBindingPath: string | null;
}

/**
 * Provides an Electron to run the program in, and the system packages that it needs: ELECTRON_OVERRIDE_DIST_PATH, else
 * the official binary (as found, or downloaded), else the stand-in. Fails with what a person can do about it.
 */
export async function provideElectron(): Promise<ElectronRuntime> {
  const cache = await cacheFolder();
  const own = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (own) return withBinding('override', await electronIn(own), cache);
  const present = await findOfficial();
  if (present) return withBinding('official', present, cache);
  if (!(await findStandIn(cache))) {
    const fetched = await fetchOfficial();
    if (fetched) return withBinding('official', fetched, cache);
  }
  return standInWithBinding(cache);
}

async function standInWithBinding(cache: string): Promise<ElectronRuntime> {
  await ensureSystemPackages({ compiler: !(await findNativeBinding(cache)) });
  const [standIn, nativeBindingPath] = await Promise.all([
    (await findStandIn(cache)) ?? prepareStandIn(cache),
    (await findNativeBinding(cache)) ?? compileNativeBinding(cache),
  ]);
  const { executablePath, electronVersion, chromium, node } = standIn;
  return { kind: 'standIn', executablePath, electronVersion, chromium, node, nativeBindingPath };
}

async function withBinding(
  kind: 'official' | 'override',
  executablePath: string,
  cache: string,
): Promise<ElectronRuntime> {
  await ensureSystemPackages({ compiler: false });
  const { electronVersion, chromium, node, nodeApi } = await readVersions(executablePath);
  const runtime = { kind, executablePath, electronVersion, chromium, node };
  if (nodeApi >= prebuiltNodeApi) return { ...runtime, nativeBindingPath: null };
  await ensureSystemPackages({ compiler: !(await findNativeBinding(cache)) });
  return { ...runtime, nativeBindingPath: await compileNativeBinding(cache) };
}

async function electronIn(folder: string): Promise<string> {
  const names = { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' };
  const name = process.platform === 'darwin' || process.platform === 'win32' ? names[process.platform] : 'electron';
  const file = path.resolve(folder, name);
  await access(file).catch(() => {
    throw new Error(`ELECTRON_OVERRIDE_DIST_PATH holds no Electron: ${file} is missing`);
  });
  return file;
}

import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { withLock } from '../system/lock.ts';
import { repositoryFolder } from '../system/repository.ts';
import { mustRun } from '../system/run-command.ts';
import { keepModules } from './bundled-modules.ts';
import { hashInputs } from './input-hash.ts';

export const electronFolder = path.join(repositoryFolder, 'dist/electron');
export const rendererFolder = path.join(repositoryFolder, 'dist/renderer');
const stampFolder = path.join(repositoryFolder, 'dist/stamps');
const common = ['shared', 'build/bundle', 'package-lock.json'];

/** Bundles the application into `dist/`, each part only when one of its inputs changed. */
export async function bundle(): Promise<void> {
  await withLock(path.join(repositoryFolder, 'dist'), async () => {
    await Promise.all([
      unlessFresh('electron', ['electron', 'sealed', ...common], bundleElectron),
      unlessFresh('renderer', ['renderer', 'forms', ...common], () => bundleRenderer()),
    ]);
  });
}

async function unlessFresh(name: string, inputs: string[], make: () => Promise<unknown>): Promise<void> {
  const stamp = path.join(stampFolder, name);
  const hash = await hashInputs(repositoryFolder, inputs);
  const made = await readFile(stamp, 'utf8').catch(() => null);
  if (made === hash) return;
  // Without the stamp a bundle that is cut off half-way is made again.
  await rm(stamp, { force: true });
  await make();
  await mkdir(stampFolder, { recursive: true });
  await writeFile(stamp, hash);
}

// esbuild is loaded only when there is something to bundle: a second start is quick.
async function bundleElectron(): Promise<void> {
  const { build } = await import('esbuild');
  const { electronParts } = await import('./electron-parts.ts');
  const { metafile } = await build({ ...electronParts, metafile: true });
  await keepModules(electronFolder, metafile);
}

/**
 * In a process of its own: Vite takes React's development build when NODE_ENV says `test`, as it does for whoever runs a
 * single test, and that is several times slower.
 */
export async function bundleRenderer(outDir = rendererFolder): Promise<void> {
  const vite = path.join(repositoryFolder, 'node_modules/vite/bin/vite.js');
  const config = path.join(import.meta.dirname, 'vite.config.ts');
  await mustRun(process.execPath, [vite, 'build', '--config', config, '--outDir', outDir, '--logLevel', 'warn'], {
    cwd: repositoryFolder,
    env: { ...process.env, NODE_ENV: 'production' },
  });
}

import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type BuildOptions, build } from 'esbuild';
import { electronParts } from '../build/bundle/electron-parts.ts';
import { repositoryFolder } from '../build/system/repository.ts';
import { peersFolder } from './peers.ts';

/** Folders that the Electron runtime is given: the bench's shell with its window, and the bare window. */
export const shellFolder = path.join(repositoryFolder, 'dist/bench/shell');
export const bareFolder = path.join(repositoryFolder, 'dist/bench/bare');

const html =
  '<!doctype html><meta charset="utf-8"><title>Bench</title><script src="pouchdb.js"></script><script src="find.js"></script><script src="window.js"></script>';

/** Bundles the bench's own programs into `dist/bench`; the product's database process is taken as it stands in `dist`. */
export async function bundleBench(): Promise<void> {
  await Promise.all([shellFolder, bareFolder].map((folder) => mkdir(folder, { recursive: true })));
  await Promise.all([
    build({ ...node({ main: 'bench/shell/main.ts', preload: 'bench/shell/preload.ts' }), outdir: shellFolder }),
    build({ ...node({ main: 'bench/shell/bare.ts' }), outdir: bareFolder }),
    build({ ...page, outdir: shellFolder }),
    ...[shellFolder, bareFolder].map((folder) => writeFile(path.join(folder, 'package.json'), manifest)),
    writeFile(path.join(shellFolder, 'bench.html'), html),
    pouchScript('pouchdb.min.js', 'pouchdb.js'),
    pouchScript('pouchdb.find.min.js', 'find.js'),
  ]);
}

const manifest = JSON.stringify({ name: 'minh-tra-bench', version: '0.0.0', main: 'main.cjs' });

function node(entryPoints: Record<string, string>): BuildOptions {
  return { ...electronParts, entryPoints };
}

const page: BuildOptions = {
  absWorkingDir: repositoryFolder,
  entryPoints: { window: 'bench/window/window.ts' },
  bundle: true,
  minify: true,
  platform: 'browser',
  format: 'iife',
  target: 'chrome130',
  // RxDB's suite asks for Node's assert.
  alias: { assert: path.join(repositoryFolder, 'bench/window/assert.ts') },
  define: { 'process.env.NODE_ENV': '"production"' },
  logLevel: 'warning',
};

function pouchScript(from: string, to: string): Promise<void> {
  return copyFile(path.join(peersFolder, 'node_modules/pouchdb/dist', from), path.join(shellFolder, to));
}

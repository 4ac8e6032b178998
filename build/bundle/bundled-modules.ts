import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Metafile } from 'esbuild';
import type { Plugin, Rolldown } from 'vite';
import { repositoryFolder } from '../system/repository.ts';

/** Beside a bundle's folder: which files of packages it holds something of. Not part of the bundle. */
function listPathOf(bundleFolder: string): string {
  return `${bundleFolder}.modules.json`;
}

/** Files below `node_modules` of which a bundle holds something, as paths in the repository with slashes. */
export async function bundledModules(bundleFolder: string): Promise<string[]> {
  return JSON.parse(await readFile(listPathOf(bundleFolder), 'utf8'));
}

async function keep(bundleFolder: string, files: Iterable<string>): Promise<void> {
  const ofPackages = [...new Set(files)].filter((file) => file.startsWith('node_modules/')).sort();
  await writeFile(listPathOf(bundleFolder), JSON.stringify(ofPackages, null, 1));
}

/** Keeps what esbuild has bundled. Its own few lines, by which modules find each other, are in every bundle. */
export async function keepModules(bundleFolder: string, { outputs }: Metafile): Promise<void> {
  const inputs = Object.values(outputs).flatMap((output) => Object.entries(output.inputs));
  const files = inputs.filter(([, { bytesInOutput }]) => bytesInOutput > 0).map(([file]) => file);
  await keep(bundleFolder, [...files, 'node_modules/esbuild/runtime']);
}

/** Plugins that keep what Vite has bundled. A worker's bundle is made within the page's, before that is written. */
export function modulesKept(): { readonly page: Plugin; readonly worker: Plugin } {
  const files = new Set<string>();
  return {
    page: {
      name: 'modules-kept',
      async writeBundle({ dir = '' }, bundle) {
        for (const output of Object.values(bundle)) addModules(files, output);
        for (const id of this.getModuleIds()) if (id.endsWith('.css')) files.add(id);
        await keep(
          dir,
          [...files].map((file) => inRepository(file)),
        );
      },
    },
    worker: {
      name: 'modules-of-worker-kept',
      generateBundle(_options, bundle) {
        for (const output of Object.values(bundle)) addModules(files, output);
      },
    },
  };
}

/** Code that is left after shaking, styles, and files such as fonts. */
function addModules(files: Set<string>, output: Rolldown.OutputAsset | Rolldown.OutputChunk): void {
  if (output.type === 'asset') {
    // Named from the folder of the page.
    for (const file of output.originalFileNames) files.add(path.join(repositoryFolder, 'renderer', file));
    return;
  }
  for (const [id, { renderedLength }] of Object.entries(output.modules)) if (renderedLength > 0) files.add(id);
}

/** Modules that a bundler makes up are named `\0vite/preload-helper.js`: they are its package's. */
function inRepository(id: string): string {
  if (id.startsWith('\0')) return `node_modules/${id.slice(1)}`;
  return path.relative(repositoryFolder, id.replace(/\?.*$/, '')).replaceAll('\\', '/');
}

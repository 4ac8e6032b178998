import { existsSync } from 'node:fs';
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { ElectronRuntime } from '../electron-runtime/provide.ts';
import { repositoryFolder } from '../system/repository.ts';

const platform = `${process.platform}-${process.arch}`;

/** What the application loads from `node_modules`, see `bundle/electron-parts.ts`. */
export const nativePackages = [
  ...['better-sqlite3-multiple-ciphers', '@node-rs/argon2', '@serialport/bindings-cpp'],
  // What the last one loads.
  ...['@serialport/bindings-interface', '@serialport/parser-readline', '@serialport/parser-delimiter'],
  ...['node-gyp-build', 'ms'],
];

export interface PackageDescription {
  name: string;
  version: string;
  description: string;
}

/**
 * Lays out the application as it is shipped: the bundles, the packages with native code for this platform, and a
 * package.json of its own, without anything of server, tests and tools.
 */
export async function stageApplication(folder: string, runtime: ElectronRuntime): Promise<PackageDescription> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const ours = JSON.parse(await readFile(path.join(repositoryFolder, 'package.json'), 'utf8'));
  const description = { name: ours.name, version: ours.version, description: ours.description };
  await cp(path.join(repositoryFolder, 'dist/electron'), path.join(folder, 'dist/electron'), shipped);
  await cp(path.join(repositoryFolder, 'dist/renderer'), path.join(folder, 'dist/renderer'), shipped);
  const versions = await Promise.all(nativePackages.map((name) => copyPackage(name, folder)));
  if (runtime.nativeBindingPath) {
    const binding = path.join(folder, 'node_modules', 'better-sqlite3-multiple-ciphers/prebuilds', `${platform}.node`);
    await cp(runtime.nativeBindingPath, binding);
  }
  const manifest = {
    ...description,
    author: 'Minh Tra',
    type: 'module',
    main: ours.main,
    dependencies: Object.fromEntries(versions),
    minhTra: { runtime: runtime.kind },
  };
  await writeFile(path.join(folder, 'package.json'), JSON.stringify(manifest, null, 2));
  return description;
}

const shipped = { recursive: true, filter: (source: string) => !source.endsWith('.map') };

async function copyPackage(name: string, folder: string): Promise<[string, string]> {
  // A package need not let its own package.json be asked for.
  const source = path.join(repositoryFolder, 'node_modules', name);
  const target = path.join(folder, 'node_modules', name);
  const manifest = JSON.parse(await readFile(path.join(source, 'package.json'), 'utf8'));
  await cp(source, target, { recursive: true, filter: (file) => isLoaded(path.relative(source, file)) });
  // A package may bring its native part as a package of its own, one a platform; npm has installed ours.
  const parts = Object.keys(manifest.optionalDependencies ?? {}).filter((part) => existsSync(siblingOf(source, part)));
  for (const part of parts) await cp(siblingOf(source, part), siblingOf(target, part), { recursive: true });
  // What it is built from, and the other platforms' parts, are not shipped.
  const lean = {
    name: manifest.name,
    version: manifest.version,
    main: manifest.main,
    exports: manifest.exports,
    optionalDependencies: Object.fromEntries(parts.map((part) => [part, manifest.version])),
  };
  await writeFile(path.join(target, 'package.json'), JSON.stringify(lean));
  return [name, manifest.version];
}

function siblingOf(folder: string, part: string): string {
  return path.join(path.dirname(folder), path.basename(part));
}

/** Sources to compile are not shipped, nor binaries for other platforms. */
function isLoaded(file: string): boolean {
  if (/^(deps|src|test)(\/|\\|$)/.test(file)) return false;
  return path.dirname(file) !== 'prebuilds' || file.includes(platform);
}

import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { repositoryFolder } from '../system/repository.ts';

/** A package as `package-lock.json` pins it. */
export interface LockedPackage {
  readonly version: string;
  readonly integrity?: string;
  readonly resolved?: string;
  readonly license?: string;
  readonly dev?: boolean;
  readonly hasInstallScript?: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

/** A package that is installed here. */
export interface InstalledPackage extends LockedPackage {
  readonly name: string;
  /** In the repository, as the lock names it: `node_modules/rxdb/node_modules/ws`. */
  readonly place: string;
}

/** Every package of the lock by its place, ours left out. */
export async function lockedPackages(): Promise<Readonly<Record<string, LockedPackage>>> {
  const lock = JSON.parse(await readFile(path.join(repositoryFolder, 'package-lock.json'), 'utf8'));
  const { '': _ours, ...packages } = lock.packages;
  return packages;
}

/** The packages of the lock that are installed: those for other platforms are not. */
export async function installedPackages(): Promise<InstalledPackage[]> {
  return Object.entries(await lockedPackages())
    .filter(([place]) => existsSync(path.join(repositoryFolder, place)))
    .map(([place, locked]) => ({ ...locked, name: place.replace(/^.*node_modules\//, ''), place }));
}

/** The package that a file or folder below `node_modules` belongs to. */
export function packageOf(file: string, packages: readonly InstalledPackage[]): InstalledPackage {
  const around = packages.filter(({ place }) => file === place || file.startsWith(`${place}/`));
  const nearest = around.sort((one, other) => other.place.length - one.place.length)[0];
  if (!nearest) throw new Error(`${file} is of no package that package-lock.json knows`);
  return nearest;
}

/** Which of these packages a package uses, each found where Node would look for it. */
export function usedBy(own: InstalledPackage, among: readonly InstalledPackage[]): InstalledPackage[] {
  const names = Object.keys({ ...own.dependencies, ...own.optionalDependencies, ...own.peerDependencies });
  return names.flatMap((name) => {
    for (let folder = own.place; ; folder = folder.replace(/\/?node_modules\/(@[^/]+\/)?[^/]+$/, '')) {
      const place = folder === '' ? `node_modules/${name}` : `${folder}/node_modules/${name}`;
      const found = among.find((each) => each.place === place);
      if (found) return [found];
      if (folder === '') return [];
    }
  });
}

import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { repositoryFolder } from '../build/system/repository.ts';
import { mustRun } from '../build/system/run-command.ts';

/** What we measure against and nobody else needs: a package of its own, with its own lock. */
export const peersFolder = path.join(repositoryFolder, 'bench/peers');

/** Installs the peers as their lock says, unless they are there. */
export async function installPeers(): Promise<void> {
  const read = (file: string) => readFile(path.join(peersFolder, file), 'utf8').catch(() => null);
  const [wanted, installed] = [await read('package-lock.json'), await read('node_modules/.package-lock.json')];
  if (installed !== null && isSame(wanted, installed)) return;
  console.error('Installing what the bench measures against (npm ci in bench/peers) ...');
  // Their binaries come in the packages: nothing has to be compiled.
  await mustRun('npm', ['ci', '--ignore-scripts', '--loglevel=error'], { cwd: peersFolder });
}

function isSame(wanted: string | null, installed: string): boolean {
  const [all, there] = [packagesOf(wanted ?? '{}'), packagesOf(installed)];
  return Object.entries(all).every(([place, { integrity, optional }]) => {
    return place === '' || optional === true || there[place]?.integrity === integrity;
  });
}

function packagesOf(lock: string): Record<string, { integrity?: string; optional?: boolean }> {
  return JSON.parse(lock).packages ?? {};
}

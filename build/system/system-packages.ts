import { access, constants } from 'node:fs/promises';
import path from 'node:path';
import { hasScreen } from './display.ts';
import { mustRun, runCommand } from './run-command.ts';

/** A shared library, and the Debian packages that may hold it: the first that the distribution knows is taken. */
const libraries: { file: string; packages: string[] }[] = [
  { file: 'libgtk-3.so.0', packages: ['libgtk-3-0t64', 'libgtk-3-0'] },
  { file: 'libnss3.so', packages: ['libnss3'] },
  { file: 'libasound.so.2', packages: ['libasound2t64', 'libasound2'] },
  { file: 'libgbm.so.1', packages: ['libgbm1'] },
  { file: 'libXss.so.1', packages: ['libxss1'] },
  { file: 'libatk-bridge-2.0.so.0', packages: ['libatk-bridge2.0-0t64', 'libatk-bridge2.0-0'] },
];

/**
 * Makes sure that the machine has what a graphical program needs, and a C++ compiler if wanted: as root through apt,
 * otherwise fails with the one command to type.
 */
export async function ensureSystemPackages(wanted: { compiler: boolean }): Promise<void> {
  if (process.platform !== 'linux') return;
  const known = await knownLibraries();
  const missing = libraries.filter(({ file }) => !known.includes(`${file} `)).map(({ packages }) => packages);
  if (!hasScreen() && !(await isOnPath('Xvfb'))) missing.push(['xvfb']);
  if (wanted.compiler && !((await isOnPath('g++')) && (await isOnPath('gcc')))) missing.push(['g++']);
  if (missing.length > 0) await install(missing);
}

async function knownLibraries(): Promise<string> {
  const ldconfig = (await isOnPath('ldconfig')) ? 'ldconfig' : '/sbin/ldconfig';
  return (await runCommand(ldconfig, ['-p'])).stdout;
}

async function isOnPath(program: string): Promise<boolean> {
  for (const folder of (process.env.PATH ?? '').split(path.delimiter)) {
    try {
      await access(path.join(folder, program), constants.X_OK);
      return true;
    } catch {
      // Not in this folder; look in the next.
    }
  }
  return false;
}

async function install(packages: string[][]): Promise<void> {
  if (!(await isOnPath('apt-get'))) {
    const names = packages.map((names) => names.at(-1)).join(' ');
    throw new Error(`Please install what these Debian packages contain, then try again: ${names}`);
  }
  const isRoot = process.getuid?.() === 0;
  if (isRoot) await mustRun('apt-get', ['update', '-qq']);
  const names = await Promise.all(packages.map(firstKnown));
  if (!isRoot) {
    const command = `sudo apt-get install -y --no-install-recommends ${names.join(' ')}`;
    throw new Error(`Some system packages are missing. Type this command once, then try again:\n  ${command}`);
  }
  console.error(`Installing system packages: ${names.join(' ')}`);
  await mustRun(
    'apt-get',
    ['-o', 'DPkg::Lock::Timeout=300', 'install', '-y', '-qq', '--no-install-recommends', ...names],
    {
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    },
  );
}

async function firstKnown(names: string[]): Promise<string> {
  for (const name of names) {
    const { stdout } = await runCommand('apt-cache', ['show', '--no-all-versions', name]);
    if (stdout.includes(`Package: ${name}\n`)) return name;
  }
  return names.at(-1) ?? '';
}

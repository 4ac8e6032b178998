import { cp, open, readdir, readFile, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'vitest';
import { demonstrationPassword, demonstrationPeople, demonstrationPin } from '../shared/demonstration.ts';
import { problemOf } from '../shared/problem/problem.ts';
import { protocolHeader, protocolVersion } from '../shared/protocol/version.ts';
import { callShell, heardEvents, recordEvents } from './bridge.ts';
import type { LaunchedApplication } from './launch.ts';
import { enterOffered, syncLine, unlock } from './story/people.ts';
import { test } from './test.ts';

const an = 'p-an';
const wrongPin = '831902';
/** A first download on a machine that is busy with other things. */
const firstDownloadMs = 120_000;

async function problem(work: Promise<unknown>) {
  return work.then(
    () => null,
    (thrown: unknown) => problemOf(thrown),
  );
}

async function filesOf(folder: string): Promise<string[]> {
  const names = await readdir(folder, { recursive: true });
  const files = await Promise.all(
    names.map(async (name) => ((await stat(path.join(folder, name))).isFile() ? [path.join(folder, name)] : [])),
  );
  return files.flat();
}

/** The folders of the people on a laptop, with the name on each card. */
async function peopleFolders({ userDataFolder }: LaunchedApplication): Promise<Map<string, string>> {
  const root = path.join(userDataFolder, 'people');
  const entries = await Promise.all(
    (await readdir(root)).map(async (name) => {
      const { card } = JSON.parse(await readFile(path.join(root, name, 'card.json'), 'utf8'));
      return [String(card.person.id), path.join(root, name)] as const;
    }),
  );
  return new Map(entries);
}

/** Overwrites a stretch of the first page. */
async function damage(file: string): Promise<void> {
  const handle = await open(file, 'r+');
  await handle.write(Buffer.alloc(200, 7), 0, 200, 300);
  await handle.close();
}

test('two people on one laptop: each has a vault of their own, off-line too', async ({ stage }) => {
  const server = await stage.startServer();
  const first = await stage.openApplication({ serverUrl: server.url });
  const { window } = first;
  const offered = window.getByRole('button', { name: /Nguyễn Thị An/ });
  await offered.waitFor();
  expect(await callShell(window, 'people.list', null)).toEqual([]);
  await offered.click();
  await window.getByText(/^Đã đồng bộ/).waitFor({ timeout: firstDownloadMs });
  const caseSeen = /KT-\d+-\d+ · .{12}/.exec((await window.locator('main').textContent()) ?? '')?.[0] ?? '';
  expect(caseSeen).not.toBe('');
  await callShell(window, 'session.lock', null);

  const session = await callShell(window, 'session.enterDemonstration', { username: 'an' });
  expect(session).toMatchObject({ person: { id: an }, rolledBack: false });
  await recordEvents(window);
  await callShell(window, 'session.enterDemonstration', { username: 'binh' });
  expect(await heardEvents(window)).toContainEqual({ name: 'locked', payload: { reason: 'person' } });
  await callShell(window, 'session.lock', null);
  await first.close();
  await server.kill();

  // Without a server, after a restart.
  const second = await stage.openApplication({ serverUrl: server.url, userDataFolder: first.userDataFolder });
  const page = second.window;
  await page.getByRole('heading', { name: /Nguyễn Thị An|Trần Văn Bình/ }).waitFor();
  const people = await callShell(page, 'people.list', null);
  expect(people.map(({ person, hasPin }) => [person.id, hasPin])).toEqual([
    [an, true],
    ['p-binh', true],
  ]);
  const again = await callShell(page, 'session.unlock', { personId: an, pin: demonstrationPin });
  expect(again.database).toBe(session.database);
  expect(await page.evaluate(async () => (await fetch('/server/sync/cases?limit=1')).json())).toEqual({
    code: 'server.away',
  });
  await callShell(page, 'session.lock', null);
  expect(await page.evaluate(async () => (await fetch('/server/sync/cases?limit=1')).json())).toEqual({
    code: 'session.expired',
  });

  // Bình's file under An's key: refused, and Bình's own vault is as it was.
  const folders = await peopleFolders(second);
  const [hers, his] = [folders.get(an) ?? '', folders.get('p-binh') ?? ''];
  const kept = `${hers}/database.kept`;
  await cp(`${hers}/database`, kept, { recursive: true });
  await rm(`${hers}/database`, { recursive: true });
  await cp(`${his}/database`, `${hers}/database`, { recursive: true });
  const refused = await problem(callShell(page, 'session.unlock', { personId: an, pin: demonstrationPin }));
  expect(refused?.code).toBe('database.keyWrong');
  await rm(`${hers}/database`, { recursive: true });
  await cp(kept, `${hers}/database`, { recursive: true });
  await callShell(page, 'session.unlock', { personId: an, pin: demonstrationPin });
  await callShell(page, 'session.lock', null);
  await second.close();

  // What a copied disk tells: the cards, and nothing else of anybody.
  const names = demonstrationPeople.map(({ name }) => name);
  const secrets = [demonstrationPin, demonstrationPassword, ...names, ...caseSeen.split(' · ')];
  for (const file of await filesOf(first.userDataFolder)) {
    if (file.endsWith('card.json')) continue;
    const bytes = await readFile(file);
    for (const secret of secrets) expect(bytes.includes(secret), `${secret} in ${file}`).toBe(false);
  }
});

test('wrong PINs: said, counted through a power cut, then a delay', async ({ stage }) => {
  const server = await stage.startServer();
  const first = await stage.openApplication({ serverUrl: server.url });
  await callShell(first.window, 'session.enterDemonstration', { username: 'an' });
  await callShell(first.window, 'session.lock', null);
  const left: unknown[] = [];
  const tryWrong = async ({ window }: LaunchedApplication) =>
    problem(callShell(window, 'session.unlock', { personId: an, pin: wrongPin }));
  for (let attempt = 0; attempt < 3; attempt += 1) left.push((await tryWrong(first))?.details?.triesLeft);
  await first.kill();

  const second = await stage.openApplication({ serverUrl: server.url, userDataFolder: first.userDataFolder });
  const { window } = second;
  await window.getByLabel('Mã PIN', { exact: false }).first().fill(wrongPin);
  await window.keyboard.press('Enter');
  await window.getByRole('alert').filter({ hasText: '6' }).waitFor();
  left.push((await tryWrong(second))?.details?.triesLeft);
  expect(left).toEqual([9, 8, 7, 5]);
  const locked = await problem(callShell(window, 'session.unlock', { personId: an, pin: demonstrationPin }));
  expect(locked?.code).toBe('pin.locked');
  const [person] = await callShell(window, 'people.list', null);
  expect(person?.lockedUntil).toBe(locked?.details?.lockedUntil);
});

test('a forgotten PIN: the password brings the same vault back', async ({ stage }) => {
  const server = await stage.startServer();
  const application = await stage.openApplication({ serverUrl: server.url });
  const { window } = application;
  await callShell(window, 'session.enterDemonstration', { username: 'an' });
  await callShell(window, 'session.lock', null);
  const [folder = ''] = (await peopleFolders(application)).values();
  const before = JSON.parse(await readFile(path.join(folder, 'replica.json'), 'utf8'));

  const signedIn = await callShell(window, 'session.signIn', { username: 'an', password: demonstrationPassword });
  expect(signedIn.hasPin).toBe(true);
  await callShell(window, 'session.setPin', { personId: an, pin: '573920' });
  await callShell(window, 'session.lock', null);
  expect((await problem(callShell(window, 'session.unlock', { personId: an, pin: demonstrationPin })))?.code).toBe(
    'pin.wrong',
  );
  await callShell(window, 'session.unlock', { personId: an, pin: '573920' });
  const after = JSON.parse(await readFile(path.join(folder, 'replica.json'), 'utf8'));
  expect(after.mark.fileId).toBe(before.mark.fileId);
  expect(await readdir(folder)).not.toContain('aside');
});

test('the database process is killed: the window gets a port to a new one', async ({ stage }) => {
  const server = await stage.startServer();
  const { electron, window } = await stage.openApplication({ serverUrl: server.url });
  await callShell(window, 'session.enterDemonstration', { username: 'an' });
  const processId = () =>
    electron.evaluate(
      ({ app }) =>
        app.getAppMetrics().find(({ serviceName, name }) => (name ?? serviceName) === 'minh-tra-database')?.pid,
    );
  const killed = await processId();
  expect(killed).toBeTypeOf('number');
  await electron.evaluate(({ app }, pid) => {
    const gone = new Promise((resolve) => app.once('child-process-gone', resolve));
    process.kill(pid ?? 0, 'SIGKILL');
    return gone.then(() => undefined);
  }, killed);
  const port = window.evaluate(
    () =>
      new Promise<boolean>((resolve) => {
        globalThis.addEventListener('message', ({ data, ports }) => {
          if (data?.type === 'minh-tra:database-port') resolve(ports.length === 1);
        });
      }),
  );
  await callShell(window, 'database.connect', null);
  expect(await port).toBe(true);
  expect(await processId()).not.toBe(killed);
});

test('the database process is silent while the vault is shut: the vault opens again, and all goes on', async ({
  stage,
}) => {
  const server = await stage.startServer();
  const { electron, window } = await stage.openApplication({ serverUrl: server.url });
  await enterOffered(window, 'Nguyễn Thị An');
  await window.getByText(/^Đã đồng bộ/).waitFor({ timeout: firstDownloadMs });
  await electron.evaluate(({ app }) => {
    const named = app.getAppMetrics().find(({ serviceName, name }) => (name ?? serviceName) === 'minh-tra-database');
    process.kill(named?.pid ?? 0, 'SIGSTOP');
  });
  await callShell(window, 'session.lock', null);
  await unlock(window);
  await syncLine(window, /^Đã đồng bộ/);
});

test('a damaged database file: the last good copy, or a new download', async ({ stage }) => {
  const server = await stage.startServer();
  const application = await stage.openApplication({ serverUrl: server.url });
  const { window } = application;
  await window.getByRole('button', { name: /Nguyễn Thị An/ }).click();
  await window.getByText(/^Đã đồng bộ/).waitFor({ timeout: firstDownloadMs });
  await callShell(window, 'session.lock', null);
  const [folder = ''] = (await peopleFolders(application)).values();
  const file = path.join(folder, 'database/minh-tra.db');
  const unlock = () => callShell(window, 'session.unlock', { personId: an, pin: demonstrationPin });
  const replica = async () => JSON.parse(await readFile(path.join(folder, 'replica.json'), 'utf8')).id;
  const before = await replica();

  await damage(file);
  const found = await problem(unlock());
  expect(found).toMatchObject({ code: 'database.damaged', details: { hasCopy: true } });
  const { copiedAt } = await callShell(window, 'database.restore', { personId: an });
  expect(copiedAt).toBe(found?.details?.copiedAt);
  expect(await unlock()).toMatchObject({ rolledBack: false });
  expect(await replica()).not.toBe(before);
  await callShell(window, 'session.lock', null);

  await damage(file);
  expect((await problem(unlock()))?.code).toBe('database.damaged');
  await callShell(window, 'database.renew', { personId: an });
  await unlock();
  const kept = (await readdir(path.dirname(file))).filter((name) => /\.aside-.*(?<!-wal)$/.test(name));
  expect(kept.map((name) => name.replace(/(?<=aside-).*/, '')).sort()).toEqual([
    'minh-tra.db.aside-',
    'minh-tra.db.aside-',
    'minh-tra.db.good.aside-',
  ]);
});

test('a laptop that was reported lost: the keys and files of everybody on it go at the next contact', async ({
  stage,
}) => {
  const server = await stage.startServer();
  const { window, userDataFolder } = await stage.openApplication({ serverUrl: server.url });
  await callShell(window, 'session.enterDemonstration', { username: 'binh' });
  const { deviceId } = await callShell(window, 'session.enterDemonstration', { username: 'an' });
  await recordEvents(window);
  const post = (asked: string, token: string | null, body: unknown) =>
    fetch(`${server.url}${asked}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        [protocolHeader]: String(protocolVersion),
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify(body),
    });
  const signedIn = await post('/auth/sign-in', null, {
    username: 'quan',
    password: demonstrationPassword,
    deviceId: 'office-computer',
    deviceName: 'office',
  });
  const { accessToken } = await signedIn.json();
  expect((await post(`/devices/${deviceId}/revoke`, accessToken, {})).ok).toBe(true);

  const answer = await window.evaluate(async () => (await fetch('/server/sync/cases?limit=1')).json());
  expect(answer).toEqual({ code: 'device.revoked' });
  await expect.poll(() => heardEvents(window)).toContainEqual({ name: 'locked', payload: { reason: 'revoked' } });
  await expect.poll(() => callShell(window, 'people.list', null)).toEqual([]);
  expect(await readdir(path.join(userDataFolder, 'people'))).toEqual([]);
});

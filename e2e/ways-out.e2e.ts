import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import type { ElectronApplication, Page } from 'playwright-core';
import { expect, onTestFinished } from 'vitest';
import { type Ear, openEar } from './hostile/ears.ts';
import { readNetLog } from './hostile/net-log.ts';
import { waysOut } from './hostile/ways-out.ts';
import { enterOffered, syncLine } from './story/people.ts';
import { test } from './test.ts';

const names = Object.keys(waysOut);
const nowhere = 'out.minh-tra-test.example';

async function openEars(): Promise<Map<string, Ear>> {
  const ears = new Map<string, Ear>();
  for (const name of names) ears.set(name, await openEar());
  onTestFinished(() => {
    for (const ear of ears.values()) ear.close();
  });
  return ears;
}

/** Tries a way in a page; resolves when the browser has done with it. */
function go(page: Page, name: string, ear: Ear | undefined): Promise<unknown> {
  return page.evaluate(`(async () => {
    const at = '127.0.0.1:${ear?.port}';
    const [url, secure] = ['http://' + at + '/', 'https://' + at + '/'];
    const named = '${nowhere}';
    const namedUrl = 'http://' + named + '/';
    const turn = async () => {
      for (let count = 0; count < 5; count += 1) await fetch(location.pathname);
    };
    try { ${waysOut[name]?.script} } catch (thrown) { return String(thrown?.name) }
  })()`);
}

function heardBy(ears: ReadonlyMap<string, Ear>): Record<string, string[]> {
  const heard = [...ears].filter(([, ear]) => ear.heard.size > 0);
  return Object.fromEntries(heard.map(([name, ear]) => [name, [...ear.heard].sort()]));
}

/** A window that nothing guards, in the same program. */
async function openUnguarded(electron: ElectronApplication): Promise<Page> {
  const server = createServer((_request, response) => response.setHeader('content-type', 'text/html').end('<p>'));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const opened = electron.waitForEvent('window');
  await electron.evaluate(async ({ BrowserWindow }, url) => {
    const other = new BrowserWindow({ show: false, webPreferences: { partition: 'unguarded', sandbox: true } });
    other.webContents.setWebRTCIPHandlingPolicy('default');
    await other.loadURL(url);
  }, `http://127.0.0.1:${port}/`);
  return opened;
}

test('no script in the window reaches another machine, by no way that we know', async ({ stage }) => {
  const server = await stage.startServer();
  const { window, electron } = await stage.openApplication({ serverUrl: server.url });
  await window.getByRole('button', { name: /Nguyễn Thị An/ }).waitFor();
  const log = path.join(await stage.newFolder('net-log'), 'log.json');
  await electron.evaluate(({ netLog }, file) => netLog.startLogging(file), log);
  const ears = await openEars();
  const address = window.url();
  for (const [name, ear] of ears) await Promise.race([go(window, name, ear), ear.first]);
  expect(heardBy(ears)).toEqual({});
  expect(window.url().replace(/#.*/, '')).toBe(address);

  // The listeners would have heard it, and so would the log.
  await Promise.all([...ears.values()].map((ear) => ear.knock()));
  expect(heardBy(ears)).toEqual(Object.fromEntries(names.map((name) => [name, ['tcp', 'udp']])));
  await electron.evaluate(({ net }) => net.resolveHost('control.minh-tra-test.example').catch(() => undefined));
  await electron.evaluate(({ netLog }) => netLog.stopLogging());
  const travelled = await readNetLog(log);
  expect([...travelled.names]).toEqual(['control.minh-tra-test.example']);
  // Port 0: the page's proxy, which is nowhere.
  expect([...travelled.tcp].filter((to) => to !== '127.0.0.1:0')).toEqual([]);
  expect([...travelled.udp].filter((to) => !to.endsWith(':53'))).toEqual([]);

  const others = await openEars();
  const unguarded = await openUnguarded(electron);
  const open = names.filter((name) => waysOut[name]?.isOpen);
  const tried = open.map((name) => go(unguarded, name, others.get(name)));
  await expect.poll(() => Object.keys(heardBy(others)), { timeout: 60_000 }).toEqual(open);
  await Promise.allSettled([unguarded.close(), ...tried]);
});

test('the program speaks to its server alone, from its start to its end', async ({ stage }) => {
  const server = await stage.startServer();
  const log = path.join(await stage.newFolder('net-log'), 'log.json');
  const application = await stage.openApplication({ serverUrl: server.url, args: [`--log-net-log=${log}`] });
  await enterOffered(application.window, 'Nguyễn Thị An');
  await syncLine(application.window, /^Đã đồng bộ/);
  await application.close();
  const travelled = await readNetLog(log);
  expect([...travelled.names]).toEqual([]);
  expect([...travelled.tcp]).toEqual([new URL(server.url).host]);
  expect([...travelled.udp]).toEqual([]);
});

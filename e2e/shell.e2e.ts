import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'vitest';
import { demonstrationPin } from '../shared/demonstration.ts';
import { callShell } from './bridge.ts';
import type { LaunchedApplication } from './launch.ts';
import { test } from './test.ts';

test('the page has no way out', async ({ stage }) => {
  const server = await stage.startServer();
  const { window } = await stage.openApplication({ serverUrl: server.url });
  await window.getByRole('button', { name: /Nguyễn Thị An/ }).waitFor();
  const reached = await window.evaluate(async (url) => {
    const outcome = async (work: () => unknown) => {
      try {
        return String(await work());
      } catch (thrown) {
        return thrown instanceof Error ? thrown.name : 'thrown';
      }
    };
    const script = document.createElement('script');
    script.textContent = 'window.inlineRan = true';
    document.head.append(script);
    return {
      fetch: await outcome(() => fetch(`${url}/health`)),
      socket: await outcome(
        () =>
          new Promise((resolve) => {
            const socket = new WebSocket(url.replace('http', 'ws'));
            socket.onerror = () => resolve('refused');
            socket.onopen = () => resolve('open');
          }),
      ),
      evaluated: await outcome(() => new Function('return 1')()),
      inline: 'inlineRan' in window,
      opened: await outcome(() => globalThis.open(url)),
      node: 'require' in window || 'process' in window || 'Buffer' in window,
      notifications: await outcome(() => Notification.requestPermission()),
      place: await outcome(
        () => new Promise((resolve) => navigator.geolocation.getCurrentPosition(resolve, ({ code }) => resolve(code))),
      ),
      forwarded: await outcome(
        async () => (await fetch('/server/auth/sign-in', { method: 'POST', body: '{}' })).status,
      ),
    };
  }, server.url);
  expect(reached).toMatchObject({
    fetch: 'TypeError',
    socket: 'refused',
    evaluated: 'EvalError',
    inline: false,
    opened: 'null',
    node: false,
    notifications: 'denied',
    // GeolocationPositionError.PERMISSION_DENIED
    place: '1',
    forwarded: '404',
  });
  await window.evaluate((url) => {
    globalThis.location.href = url;
  }, server.url);
  await callShell(window, 'app.info', null);
  expect(window.url()).toMatch(/^app:\/\/minh-tra\//);
});

test('the program ends in order, by a signal and by its window', async ({ stage }) => {
  const server = await stage.startServer();
  const first = await stage.openApplication({ serverUrl: server.url });
  const exitOf = ({ electron }: LaunchedApplication) =>
    new Promise<number | null>((resolve) => electron.process().once('exit', (code) => resolve(code)));
  const lastEvents = async () => {
    const log = await readFile(path.join(first.userDataFolder, 'logs/minh-tra.log'), 'utf8');
    const lines = log.trim().split('\n');
    return lines.slice(-2).map((line) => JSON.parse(line).event);
  };
  await callShell(first.window, 'session.enterDemonstration', { username: 'an' });
  const signalled = exitOf(first);
  first.electron.process().kill('SIGTERM');
  expect(await signalled).toBe(0);
  expect(await lastEvents()).toEqual(['locked', 'end']);

  const second = await stage.openApplication({ serverUrl: server.url, userDataFolder: first.userDataFolder });
  await callShell(second.window, 'session.unlock', { personId: 'p-an', pin: demonstrationPin });
  const closed = exitOf(second);
  await second.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
  expect(await closed).toBe(0);
  expect(await lastEvents()).toEqual(['locked', 'end']);
});

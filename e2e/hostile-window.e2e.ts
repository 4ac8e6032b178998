import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import fc from 'fast-check';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { databasePortMessage } from '../shared/bridge/channels.ts';
import type { CallReply } from '../shared/bridge/contract.ts';
import { isDeeperThan } from '../shared/domain/depth.ts';
import { isProblemCode } from '../shared/problem/catalogue.ts';
import { callShell } from './bridge.ts';
import { hostileCalls } from './hostile/storage-requests.ts';
import { hostileScripts } from './hostile/window-calls.ts';
import { enterOffered, syncLine, unlock } from './story/people.ts';
import { test } from './test.ts';

const seed = Number(process.env.SEED ?? Date.now() % 1_000_000_000);
const calls = 200;
const pathLike = [
  '../../../up.json',
  '/etc/up.json',
  'C:\\up.json',
  '..\\up',
  'a/b/c',
  '\u0000up',
  '\u202egpj.exe',
  'con',
  '~/.bashrc',
];

type Answer = CallReply<'app.info'> | { readonly thrown: string };

function ask(page: Page, script: string): Promise<Answer> {
  return page.evaluate(
    `(async () => { try { return await ${script} } catch (thrown) { return { thrown: String(thrown?.name) } } })()`,
  );
}

test(`calls over the bridge that nobody should make are refused, and write nothing (SEED=${seed})`, async ({
  stage,
}) => {
  const server = await stage.startServer();
  // A file and an address in the command line mean nothing to this program.
  const args = [
    'minh-tra://open/case?id=1',
    'file:///etc/passwd',
    '/etc/passwd',
    '--inspect-brk=nowhere.example',
    '%s',
  ];
  const { window, electron, userDataFolder } = await stage.openApplication({ serverUrl: server.url });
  const documents = await stage.newFolder('documents');
  await electron.evaluate(({ app, dialog }, folder) => {
    app.setPath('documents', folder);
    dialog.showSaveDialog = async (...given: unknown[]) => {
      const { defaultPath } = given.at(-1) as { defaultPath: string };
      return { canceled: false, filePath: defaultPath };
    };
    // Whoever is asked for a file to open chooses none: a dialog that nobody answers is waited for.
    dialog.showOpenDialog = async () => ({ canceled: true, filePaths: [] });
  }, documents);
  const isRegistered = await electron.evaluate(({ app }) =>
    ['minh-tra', 'app', 'minhtra'].some((scheme) => app.isDefaultProtocolClient(scheme)),
  );
  expect(isRegistered).toBe(false);
  await window.getByRole('button', { name: /Nguyễn Thị An/ }).waitFor();
  const address = window.url();
  await electron.evaluate(
    ({ app }, argv) => app.emit('second-instance', { preventDefault() {} }, argv, '/', null),
    args,
  );

  await enterOffered(window, 'Nguyễn Thị An');
  await syncLine(window, /^Đã đồng bộ/);
  const settings = await callShell(window, 'settings.read', null);
  for (const script of fc.sample(hostileScripts(), { numRuns: calls, seed })) {
    const answer = await ask(window, script);
    if ('thrown' in answer)
      expect([script.slice(0, 500), answer.thrown]).toEqual([expect.any(String), expect.stringMatching(/Error$/)]);
    else if (!answer.ok)
      expect([script.slice(0, 500), isProblemCode(answer.problem.code)]).toEqual([expect.any(String), true]);
    // Who asks for another person's vault shuts the one that is open, whatever comes of it.
    if ((await window.getByLabel('Mã PIN', { exact: true }).count()) > 0) await unlock(window);
  }
  for (const name of pathLike) {
    await callShell(window, 'file.save', { suggestedName: name, text: 'x' });
  }
  expect(new URL(window.url()).origin).toBe(new URL(address).origin);
  await callShell(window, 'settings.write', settings);
  await callShell(window, 'session.lock', null);
  await unlock(window);
  await syncLine(window, /^Đã đồng bộ/);
  const names = await readdir(documents, { recursive: true, withFileTypes: true });
  expect(names.every((each) => each.isFile())).toBe(true);
  expect(names.length).toBeGreaterThanOrEqual(pathLike.length - 2);
  const log = await readFile(path.join(userDataFolder, 'logs/minh-tra.log'), 'utf8');
  expect(log).not.toMatch(/"event":"(uncaught|unhandled|page gone|child process gone)"/);
});

test(`messages straight to the database port are answered by a code, and keep nobody waiting (SEED=${seed})`, async ({
  stage,
}) => {
  const server = await stage.startServer();
  const { window, userDataFolder } = await stage.openApplication({ serverUrl: server.url });
  await callShell(window, 'session.enterDemonstration', { username: 'an' });
  await window.evaluate(
    (type) =>
      new Promise<void>((resolve) => {
        const page = window as unknown as { minhTra: { call(name: string, input: null): void }; port?: MessagePort };
        globalThis.addEventListener('message', ({ data, ports }) => {
          if (data?.type !== type) return;
          page.port = ports[0];
          resolve();
        });
        page.minhTra.call('database.connect', null);
      }),
    databasePortMessage,
  );
  const send = (request: unknown) =>
    window.evaluate(
      (text) =>
        new Promise<{ readonly problem?: { readonly code: string } }>((resolve) => {
          const { port } = window as unknown as { port: MessagePort };
          port.onmessage = ({ data }) => resolve(data.replies[0]);
          port.postMessage({ requests: [{ ...JSON.parse(text), call: 1 }] });
        }),
      JSON.stringify(request),
    );
  const bodies = fc.sample(hostileCalls(), { numRuns: calls, seed });
  // Deeper or longer ones no structured clone carries, or this test would wait for their printing.
  const sent = bodies.filter(
    (each) => isDeeperThan(each, 0) && !isDeeperThan(each, 500) && JSON.stringify(each).length < 1_000_000,
  );
  for (const request of sent) {
    const { problem } = await send(request);
    if (problem) expect([request, isProblemCode(problem.code) && problem.code !== 'internal']).toEqual([request, true]);
  }
  const outside = await window.evaluate(
    () =>
      new Promise((resolve) => {
        const { port } = window as unknown as { port: MessagePort };
        port.onmessage = ({ data }) => resolve(data.replies.map(({ call }: { call: number }) => call));
        for (const message of [
          null,
          7,
          'x',
          [],
          { requests: 'x' },
          { requests: [null, 7, { call: 'x' }] },
          { parcel: [1] },
        ])
          port.postMessage(message);
        port.postMessage({ requests: [{ call: 2, op: 'nothing', input: {} }] });
      }),
  );
  expect(outside).toEqual([2]);
  const log = await readFile(path.join(userDataFolder, 'logs/minh-tra.log'), 'utf8');
  expect(log).not.toMatch(/"event":"(uncaught|unhandled|page gone|child process gone)"/);
});

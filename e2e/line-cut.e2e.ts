import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'vitest';
import { newCase, row } from '../server/testing/documents.ts';
import { callShell } from './bridge.ts';
import type { LaunchedApplication } from './launch.ts';
import { type Fault, openNetwork } from './network.ts';
import { caseOnServer, openEvidence } from './story/evidence.ts';
import { syncLine, unlock } from './story/people.ts';
import { test } from './test.ts';

const pass: Fault = { kind: 'pass' };
const now = Promise.resolve();

test('an original whose way is cut, stands still or is left by a lock arrives once, whole, and nothing went wrong unheard', async ({
  stage,
}) => {
  const { server, binh, caseId } = await caseOnServer();
  const network = await openNetwork(server.url);
  const { window, userDataFolder } = await openEvidence(stage, { server: network, caseId }, 'an');
  const faults: Fault[] = [
    { kind: 'stuck', bytes: 1, until: now },
    { kind: 'drop' },
    { kind: 'stuck', bytes: 300_000, until: now },
    { kind: 'loseReply' },
    { kind: 'cutReply' },
  ];
  let sent = 0;
  const stuck = Promise.withResolvers<void>();
  const letGo = Promise.withResolvers<void>();
  network.fault(({ method }) => {
    if (method !== 'PATCH') return pass;
    const fault = faults[sent++];
    if (fault) return fault;
    if (sent > faults.length + 1) return pass;
    stuck.resolve();
    return { kind: 'stuck', bytes: 100_000, until: letGo.promise };
  });
  // More than what lies in the buffers on the way: a slice of it stands still on the laptop.
  const bytes = randomBytes(40_000_000);
  await window.locator('input[type=file]').setInputFiles([{ name: 'camera.bin', mimeType: '', buffer: bytes }]);
  await window.getByRole('button', { name: /camera\.bin/ }).waitFor();
  await stuck.promise;
  await callShell(window, 'session.lock', null);
  await unlock(window);
  letGo.resolve();

  const [stored] = await server.sql<{ id: string }>('select id from sync.evidence');
  await window.goto(new URL(`#/cases/${caseId}/evidence`, window.url()).href);
  await window.getByText('Máy chủ đã nhận').waitFor();
  const answer = await binh.request(`/evidence/${stored?.id}/original/content`);
  expect(Buffer.from(await answer.arrayBuffer()).equals(bytes)).toBe(true);
  expect(sent).toBeGreaterThan(faults.length + 1);
  const log = await readFile(path.join(userDataFolder, 'logs/minh-tra.log'), 'utf8');
  expect(log).not.toMatch(/"event":"(uncaught|unhandled|page gone|child process gone)"/);
});

/** Ends the process by which Chromium reaches the network, as a system without memory does. */
async function endNetworkProcess({ electron }: LaunchedApplication): Promise<void> {
  await electron.evaluate(async ({ app }) => {
    const found = app.getAppMetrics().find(({ serviceName }) => serviceName === 'network.mojom.NetworkService');
    if (!found) throw new Error('there is no network process');
    const gone = new Promise((resolve) => app.once('child-process-gone', resolve));
    process.kill(found.pid, 'SIGKILL');
    await gone;
  });
}

test('a program whose network process ended goes on with another one, and sends and fetches as before', async ({
  stage,
}) => {
  const { server, binh, caseId } = await caseOnServer();
  const laptop = await openEvidence(stage, { server, caseId }, 'an');
  const { window } = laptop;
  for (const name of ['một', 'hai']) {
    await endNetworkProcess(laptop);
    await window
      .locator('input[type=file]')
      .setInputFiles([{ name: `${name}.bin`, mimeType: '', buffer: randomBytes(3_000_000) }]);
    await window.getByRole('button', { name: new RegExp(`${name}\\.bin`) }).click();
    await window.getByText('Máy chủ đã nhận').waitFor();
    const made = newCase(binh.person, { entityName: `Công ty ${name}` });
    expect(await binh.push('cases', [row(made)])).toEqual([]);
    await syncLine(window, /^Đã đồng bộ/);
    await window.goto(new URL('#/cases', window.url()).href);
    await window.getByText(made.entityName).waitFor();
    await window.goto(new URL(`#/cases/${caseId}/evidence`, window.url()).href);
  }
});

import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'vitest';
import { openKept } from '../../server/testing/kept-database.ts';
import { startTestServer } from '../../server/testing/test-server.ts';
import { demonstrationPassword } from '../../shared/demonstration.ts';
import { callShell } from '../bridge.ts';
import { openTab } from '../story/case.ts';
import { syncLine, unlock } from '../story/people.ts';
import { test } from '../test.ts';
import { forms, written } from './written.ts';

const fixtures = path.join(import.meta.dirname, 'fixtures');
const kept = readdirSync(fixtures).sort();

test('the newest laptop that was kept has the forms of this program', () => {
  const newest = path.join(fixtures, kept.at(-1) ?? '', 'forms.json');
  // Another: keep a laptop of the program before the change, by e2e/upgrade/keep-laptop.ts.
  expect(JSON.parse(readFileSync(newest, 'utf8'))).toEqual(forms);
});

for (const name of kept) {
  test(`a laptop of ${name} with unsent work is upgraded with its server: all is there, and is sent once`, async ({
    stage,
  }) => {
    const folder = path.join(fixtures, name);
    const databaseUrl = await openKept(JSON.parse(readFileSync(path.join(folder, 'server.json'), 'utf8')));
    const server = await startTestServer({ databaseUrl });
    const userDataFolder = await stage.newFolder('laptop');
    execFileSync('tar', ['-xzf', path.join(folder, 'laptop.tgz'), '-C', userDataFolder]);
    const { window, close } = await stage.openApplication({
      serverUrl: server.url,
      userDataFolder,
      demonstration: false,
    });
    // However long it was kept: the lease has ended.
    await window.getByLabel('Mã PIN', { exact: true }).waitFor();
    const [person] = await callShell(window, 'people.list', null);
    expect(person).toMatchObject({ person: { username: written.username }, unsent: 2 });
    await callShell(window, 'session.signIn', { username: written.username, password: demonstrationPassword });
    await unlock(window);
    expect(await callShell(window, 'settings.read', null)).toMatchObject({ textSize: written.textSize });
    await syncLine(window, /^Đã đồng bộ/);

    const [found] = await server.sql<{ id: string; body: string }>('select id, body from sync.cases');
    const { moves, number } = JSON.parse(found?.body ?? '{}');
    expect([moves.length, number]).toEqual([1, expect.stringMatching(/^KT-/)]);
    const entries = await server.sql<{ body: string }>('select body from sync.activity where not deleted');
    expect(entries.map(({ body }) => JSON.parse(body).text)).toEqual([written.diary]);
    await window.goto(new URL(`#/cases/${found?.id}/overview`, window.url()).href);
    await window.getByRole('heading', { level: 1, name: written.entity }).waitFor();
    await openTab(window, 'Nhật ký');
    await window.getByText(written.diary).waitFor();
    expect((await callShell(window, 'people.list', null))[0]?.unsent).toBe(0);
    await close();
    await server.stop();
  });
}

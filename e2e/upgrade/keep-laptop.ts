import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { newCase, newEntity, row } from '../../server/testing/documents.ts';
import { keepDatabase } from '../../server/testing/kept-database.ts';
import { startTestServer } from '../../server/testing/test-server.ts';
import { callShell } from '../bridge.ts';
import { Stage } from '../launch.ts';
import { move, openTab } from '../story/case.ts';
import { laptopOf, syncLine } from '../story/people.ts';
import { forms, written } from './written.ts';

/**
 * Keeps a laptop with unsent work and the server's database that it knows, as this program leaves both:
 * `node e2e/upgrade/keep-laptop.ts e2e/upgrade/fixtures/0.1.0`. To be run before a form of what a laptop keeps is changed.
 */
const target = path.resolve(process.argv[2] ?? '');
mkdirSync(target, { recursive: true });
const stage = await Stage.build();
const server = await startTestServer();
const an = await server.signIn('an');
const entity = newEntity(an.person, { name: written.entity });
const made = newCase(an.person, { entityId: entity.id, entityName: entity.name });
await an.push('entities', [row(entity)]);
await an.push('cases', [row(made)]);

const laptop = await laptopOf(stage, server.url, written.username);
const { window } = laptop;
const settings = await callShell(window, 'settings.read', null);
await callShell(window, 'settings.write', { ...settings, textSize: written.textSize });

// The server is away from here on: what follows is unsent.
const client = new pg.Client(server.databaseUrl);
await client.connect();
writeFileSync(path.join(target, 'server.json'), `${JSON.stringify(await keepDatabase(client), null, 1)}\n`);
await client.end();
await server.stop();
await syncLine(window, /^Ngoại tuyến/);
await window.goto(new URL(`#/cases/${made.id}/overview`, window.url()).href);
await move(window, written.move);
await openTab(window, 'Nhật ký');
await window.getByRole('textbox', { name: 'Nhật ký đoàn' }).fill(written.diary);
await window.getByRole('button', { name: 'Ghi nhật ký' }).click();
await window.getByText(written.diary).last().waitFor();
await laptop.close();
// Of Chromium's own files nothing is kept, nor the last good copy.
execFileSync('tar', [
  '-czf',
  path.join(target, 'laptop.tgz'),
  '--exclude=*.good',
  '-C',
  laptop.userDataFolder,
  ...written.files,
]);
writeFileSync(path.join(target, 'forms.json'), `${JSON.stringify(forms, null, 2)}\n`);
await stage.close();
process.exit(0);

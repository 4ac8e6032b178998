import { cp, readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { demonstrationPassword, demonstrationPin } from '../../shared/demonstration.ts';
import { callShell } from '../bridge.ts';
import type { LaunchedApplication } from '../launch.ts';
import { type Network, openNetwork } from '../network.ts';
import { openCase, openTab } from '../story/case.ts';
import { laptopOf, syncLine, unlock } from '../story/people.ts';
import { test } from '../test.ts';
import { databaseContents } from './database-contents.ts';
import { onlyPersonFolder } from './vault-keys.ts';

const synced = /^Đã đồng bộ/;
const entity = 'Công ty CP Bưu chính Sao Mai';

const lock = ({ window }: LaunchedApplication) => callShell(window, 'session.lock', null);

const factOf = (window: Page) => window.getByRole('textbox', { name: 'Mô tả sự việc' });

async function openFinding(window: Page): Promise<void> {
  await openCase(window, entity);
  await openTab(window, 'Phát hiện');
}

async function writeFact(window: Page, network: Network, fact: string): Promise<void> {
  await openFinding(window);
  const sent = network.next(({ method, path: asked }) => method === 'POST' && asked.startsWith('/sync/findings'));
  await factOf(window).fill(fact);
  await factOf(window).blur();
  await sent;
  await syncLine(window, synced);
}

/** The fact stands in the finding, once the server has sent what was missing. */
async function factIsBack(window: Page, fact: string): Promise<void> {
  await openFinding(window);
  await expect.poll(() => factOf(window).inputValue(), { timeout: 30_000 }).toBe(fact);
}

async function putBack(from: string, to: string): Promise<void> {
  await rm(to, { recursive: true });
  await cp(from, to, { recursive: true });
}

/** Not the keys of a person's laptops: by its coming the new laptop added its own. */
const isOfNoLaptop = (document: string) => !document.startsWith('reference keys-');

const replicaOf = async (person: string) => JSON.parse(await readFile(path.join(person, 'replica.json'), 'utf8'));

test('an older copy in the place of the file, and of all that a person has on the laptop', async ({ stage }) => {
  const server = await stage.startServer();
  const network = await openNetwork(server.url);
  const laptop = await laptopOf(stage, network.url, 'an');
  const { window } = laptop;
  await lock(laptop);
  const person = await onlyPersonFolder(laptop.userDataFolder);
  const older = path.join(await stage.newFolder('copy'), 'person');
  await cp(person, older, { recursive: true });
  await unlock(window);
  await writeFact(window, network, 'Ghi sau khi có người chép máy.');
  await lock(laptop);

  // The database alone, with its log: the commit that main has noted is missing. It is said, and the server sends it again.
  const before = await replicaOf(person);
  await putBack(path.join(older, 'database'), path.join(person, 'database'));
  await unlock(window);
  await window.getByText('Ổ đĩa đã làm mất lần lưu gần nhất trên máy này.').waitFor();
  await factIsBack(window, 'Ghi sau khi có người chép máy.');
  await lock(laptop);
  expect((await replicaOf(person)).id).not.toBe(before.id);

  // All of it: nothing on the laptop can tell. The server does: the session's token was used up long ago.
  await putBack(older, person);
  await unlock(window);
  await syncLine(window, /^Cần mật khẩu/);
  await openFinding(window);
  expect(await factOf(window).inputValue()).not.toBe('Ghi sau khi có người chép máy.');
  await window
    .getByRole('link', { name: /^Cần mật khẩu/ })
    .first()
    .click();
  await window.getByRole('button', { name: 'Nhập mật khẩu' }).click();
  await window.getByLabel('Mật khẩu của an').fill(demonstrationPassword);
  await window.getByRole('button', { name: 'Gửi tiếp' }).click();
  await syncLine(window, synced);
  await factIsBack(window, 'Ghi sau khi có người chép máy.');
  await lock(laptop);

  // A new laptop has all of it from the server.
  const bought = await laptopOf(stage, server.url, 'an');
  await factIsBack(bought.window, 'Ghi sau khi có người chép máy.');
  await lock(bought);
  const held = await databaseContents(person, demonstrationPin, path.join(await stage.newFolder('held'), 'person'));
  const restored = await databaseContents(
    await onlyPersonFolder(bought.userDataFolder),
    demonstrationPin,
    path.join(await stage.newFolder('restored'), 'person'),
  );
  expect(held.length).toBeGreaterThan(100);
  expect(restored.filter(isOfNoLaptop)).toEqual(held.filter(isOfNoLaptop));
  console.log(`a new laptop has ${restored.length} documents from the server`);
  expect(await readdir(person)).not.toContain('aside');
  await network.close();
});

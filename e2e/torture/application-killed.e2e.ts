import type { Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import type { Random } from '../../server/demonstration/random.ts';
import { openTestSession } from '../../server/testing/test-session.ts';
import { callShell } from '../bridge.ts';
import { type LaunchedApplication, type LaunchedServer, Stage } from '../launch.ts';
import { openCase, openTab } from '../story/case.ts';
import { enterOffered, syncLine, unlock } from '../story/people.ts';
import { scenario } from './scenario.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await Stage.build();
});
afterAll(() => stage.close());

const entity = 'Công ty CP Bưu chính Sao Mai';
const synced = /^Đã đồng bộ/;
/** Entries at most between two kills. */
const mostEntries = 4;

const typed = (page: Page) => page.getByRole('textbox', { name: 'Nhật ký đoàn' });
/** It can be written in once what was typed before has been read. */
const readable = (page: Page) => typed(page).and(page.locator(':not([readonly])'));
const told = (page: Page, text: string) => page.getByRole('paragraph').filter({ hasText: text });

/** Writes an entry of the diary; it is acknowledged once the diary shows it. */
async function write(page: Page, text: string): Promise<void> {
  await typed(page).fill(text);
  await page.getByRole('button', { name: 'Ghi nhật ký' }).click();
  await told(page, text).waitFor();
}

/** Where in an entry the power goes: when it is typed and no more, while it is saved, or when it has been. */
async function die(laptop: LaunchedApplication, random: Random, text: string): Promise<'typed' | 'asked' | 'saved'> {
  const { window } = laptop;
  const when = random.pick(['typed', 'asked', 'saved'] as const);
  if (when === 'saved') await write(window, text);
  else {
    await typed(window).fill(text);
    // The vault is shut once what was typed is kept.
    await callShell(window, 'session.lock', null);
    if (when === 'asked') {
      await unlock(window);
      await openDiary(window);
      // A click is answered before what it asks for is done.
      await window.getByRole('button', { name: 'Ghi nhật ký' }).click();
    }
  }
  await laptop.kill();
  return when;
}

async function openDiary(page: Page): Promise<void> {
  await openCase(page, entity);
  await openTab(page, 'Nhật ký');
  await readable(page).waitFor();
}

async function comeBack(server: LaunchedServer, { userDataFolder }: LaunchedApplication): Promise<LaunchedApplication> {
  const laptop = await stage.openApplication({ serverUrl: server.url, userDataFolder });
  await unlock(laptop.window);
  await openDiary(laptop.window);
  return laptop;
}

// The whole program is killed while somebody writes in it off-line, again and again; what was acknowledged is there, and sent once.
scenario('application killed', { ci: 3, full: 50, roundMs: 60_000 }, async ({ rounds, random, note, seed }) => {
  let server = await stage.startServer();
  let laptop = await stage.openApplication({ serverUrl: server.url });
  await enterOffered(laptop.window, 'Nguyễn Thị An');
  await syncLine(laptop.window, synced);
  await server.kill();
  await openDiary(laptop.window);
  const acknowledged: string[] = [];
  const lost: string[] = [];
  const doubled: string[] = [];
  let nth = 0;
  const next = () => `nhật ký ${seed}-${nth++}-`;
  const first = next();
  await write(laptop.window, first);
  acknowledged.push(first);
  for (let round = 0; round < rounds; round++) {
    for (let entries = random.between(0, mostEntries); entries > 0; entries--) {
      const text = next();
      await write(laptop.window, text);
      acknowledged.push(text);
    }
    const text = next();
    const when = await die(laptop, random, text);
    note(`killed after ${acknowledged.length} entries, one more ${when}`);
    if (when === 'saved') acknowledged.push(text);
    laptop = await comeBack(server, laptop);
    // The diary is there once its latest entry is.
    await told(laptop.window, acknowledged.at(-1) ?? '').waitFor();
    const isTyped = (await typed(laptop.window).inputValue()) === text;
    const isTold = (await told(laptop.window, text).count()) > 0;
    if (isTyped === isTold || (when !== 'asked' && isTold !== (when === 'saved')))
      (isTyped ? doubled : lost).push(`${text} was ${when}: ${isTyped ? '' : 'not '}in the field`);
    if (isTold && when === 'asked') acknowledged.push(text);
    for (const entry of acknowledged.slice(-1 - mostEntries)) {
      if ((await told(laptop.window, entry).count()) !== 1) lost.push(`${entry} after round ${round}`);
    }
  }
  server = await stage.startServer({ dataFolder: server.dataFolder, port: server.port });
  await syncLine(laptop.window, synced);
  const { documents } = await (await openTestSession(server.url, 'an')).pullAll('activity');
  const stored = documents.map(({ text }) => text);
  const countOf = (entry: string) => stored.filter((text) => text === entry).length;
  lost.push(...acknowledged.filter((entry) => countOf(entry) === 0));
  await laptop.close();
  await server.stop();
  return {
    acknowledged: acknowledged.length,
    lost,
    doubled: [...doubled, ...acknowledged.filter((entry) => countOf(entry) > 1)],
    diverged: [],
  };
});

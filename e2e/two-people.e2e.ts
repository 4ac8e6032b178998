import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { openTestSession } from '../server/testing/test-session.ts';
import { demonstrationPin } from '../shared/demonstration.ts';
import { callShell } from './bridge.ts';
import { openCase, openTab } from './story/case.ts';
import { enterOffered, syncLine } from './story/people.ts';
import { test } from './test.ts';

const synced = /^Đã đồng bộ/;
const offline = /^Ngoại tuyến/;

async function enter(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: new RegExp(`^${name}`) }).click();
  await page.getByLabel('Mã PIN', { exact: true }).fill(demonstrationPin);
  await page.getByRole('button', { name: 'Mở khóa' }).click();
  await page
    .getByRole('link', { name: /Vụ việc/ })
    .first()
    .waitFor();
}

async function tell(page: Page, text: string): Promise<void> {
  await openCase(page, 'Công ty CP Bưu chính Sao Mai');
  await openTab(page, 'Nhật ký');
  await page.getByRole('textbox', { name: 'Nhật ký đoàn' }).fill(text);
  await page.getByRole('button', { name: 'Ghi nhật ký' }).click();
  await page.getByRole('paragraph').filter({ hasText: text }).waitFor();
}

test('work that is unsent stays its person’s when another uses the laptop, and is sent when they are back', async ({
  stage,
}) => {
  let server = await stage.startServer();
  const { window } = await stage.openApplication({ serverUrl: server.url });
  for (const name of ['Nguyễn Thị An', 'Trần Văn Bình']) {
    await enterOffered(window, name);
    await syncLine(window, synced);
    await callShell(window, 'session.lock', null);
  }
  await server.kill();
  for (const [name, text] of [
    ['Nguyễn Thị An', 'An ghi khi không có mạng'],
    ['Trần Văn Bình', 'Bình ghi khi không có mạng'],
  ] as const) {
    await enter(window, name);
    await syncLine(window, offline);
    await tell(window, text);
    await callShell(window, 'session.lock', null);
  }
  const people = await callShell(window, 'people.list', null);
  expect(people.map(({ person, unsent }) => [person.id, unsent])).toEqual(
    expect.arrayContaining([
      ['p-an', 1],
      ['p-binh', 1],
    ]),
  );

  server = await stage.startServer({ dataFolder: server.dataFolder, port: server.port });
  const told = async () => {
    const { documents } = await (await openTestSession(server.url, 'an')).pullAll('activity');
    return documents.filter(({ text }) => /khi không có mạng$/.test(String(text))).map(({ createdBy }) => createdBy);
  };
  await enter(window, 'Nguyễn Thị An');
  await syncLine(window, synced);
  expect(await told()).toEqual(['p-an']);
  await callShell(window, 'session.lock', null);
  await enter(window, 'Trần Văn Bình');
  await syncLine(window, synced);
  expect((await told()).sort()).toEqual(['p-an', 'p-binh']);
});

import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { paths } from '../renderer/ui/paths.ts';
import { openTestSession } from '../server/testing/test-session.ts';
import { callShell } from './bridge.ts';
import { openNetwork } from './network.ts';
import { enterOffered, laptopOf, syncLine } from './story/people.ts';
import { test } from './test.ts';

const away = 'Chưa kết nối được máy chủ.';
const synced = /^Đã đồng bộ/;

const rowOf = (page: Page, person: string) => page.getByRole('row').filter({ hasText: person });
const goTo = (page: Page, place: string) => page.goto(new URL(`#${place}`, page.url()).href);

async function codeOf(response: Response): Promise<unknown> {
  return ((await response.json()) as { code?: unknown }).code;
}

test('an administrator reports a colleague’s laptop lost, and it is refused from then on', async ({ stage }) => {
  const server = await stage.startServer();
  const network = await openNetwork(server.url);
  const chi = await openTestSession(server.url, 'chi');
  const { window } = await laptopOf(stage, network.url, 'quan');

  await window.keyboard.press('Control+k');
  await window.getByRole('textbox', { name: 'Tìm hoặc gõ lệnh' }).fill('may mat');
  await window.getByRole('button', { name: 'Đến Thiết bị' }).click();
  await window.getByRole('heading', { name: 'Thiết bị', level: 1 }).waitFor();
  await rowOf(window, 'Hoàng Minh Quân').getByText('máy này').waitFor();
  const row = rowOf(window, 'Lê Thị Chi');
  await row.getByRole('button', { name: /^Báo mất/ }).click();

  // Without the server nothing is reported, and nothing says that it was.
  const question = window.getByRole('dialog', { name: 'Báo máy bị mất?' });
  await question.getByText('Lê Thị Chi').waitFor();
  await network.down();
  await question.getByRole('button', { name: 'Báo mất' }).click();
  await question.getByText('Máy chủ chưa xác nhận.').waitFor();
  expect((await chi.request('/sync/entities')).status).toBe(200);

  await network.up();
  await question.getByRole('button', { name: 'Báo mất' }).click();
  await window.getByText(/^Đã báo mất\. /).waitFor();
  await row
    .getByText(/^Đã báo mất \d\d\/\d\d\/\d{4} \d\d:\d\d$/)
    .first()
    .waitFor();
  expect(await row.getByRole('button').count()).toBe(0);
  const refused = await chi.request('/sync/entities');
  expect([refused.status, await codeOf(refused)]).toEqual([403, 'device.revoked']);

  // The administrator's own goes on working, until it is reported too.
  await syncLine(window, synced);
  await rowOf(window, 'máy này').getByRole('button').click();
  await question.getByText('Đây là chính máy bạn đang dùng.').waitFor();
  await question.getByRole('button', { name: 'Báo mất' }).click();
  await window.getByText(/^Máy này đã được báo mất/).waitFor();
  expect(await callShell(window, 'people.list', null)).toEqual([]);
  await network.close();
});

test('the list of laptops says that it needs the server, and comes by itself when that is back', async ({ stage }) => {
  const server = await stage.startServer();
  const network = await openNetwork(server.url);
  const { window } = await laptopOf(stage, network.url, 'quan');
  await network.down();
  await syncLine(window, /^Ngoại tuyến/);
  await window.getByRole('link', { name: 'Thiết bị' }).click();
  await window.getByText(away).waitFor();
  await network.up();
  await rowOf(window, 'Hoàng Minh Quân').waitFor();
  expect(await window.getByText(away).count()).toBe(0);
  await network.close();
});

test('an inspector has no such page', async ({ stage }) => {
  const server = await stage.startServer();
  const { window } = await stage.openApplication({ serverUrl: server.url });
  await enterOffered(window, 'Nguyễn Thị An');
  expect(await window.getByRole('link', { name: 'Thiết bị' }).count()).toBe(0);
  await window.keyboard.press('Control+k');
  await window.getByRole('textbox', { name: 'Tìm hoặc gõ lệnh' }).fill('thiet bi');
  await window.getByText(/^Không tìm thấy\./).waitFor();
  await window.keyboard.press('Escape');
  await goTo(window, paths.devices);
  await window.getByRole('heading', { name: 'Không có trang này' }).waitFor();
  const answer = await window.evaluate(async () => (await fetch('/server/devices')).json());
  expect(answer).toMatchObject({ code: 'permission.denied' });
});

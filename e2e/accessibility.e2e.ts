import axe, { type AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { paths } from '../renderer/ui/paths.ts';
import { openTestSession } from '../server/testing/test-session.ts';
import { openCase, openTab } from './story/case.ts';
import { enterByName, enterOffered, openDemonstration, syncLine } from './story/people.ts';
import { test } from './test.ts';

/** What axe finds against WCAG 2.2 AA on the page as it is: rule and element, nothing when all is well. */
async function faultsOn(page: Page): Promise<string[]> {
  // Colours in transition are neither the old nor the new.
  await page.evaluate(() => Promise.all(document.getAnimations().map((each) => each.finished.catch(() => null))));
  await page.evaluate(axe.source);
  const text = await page.evaluate(async () => {
    const { axe: inPage } = window as unknown as { axe: typeof axe };
    return JSON.stringify(await inPage.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }));
  });
  const { violations, passes } = JSON.parse(text) as AxeResults;
  expect(passes.length).toBeGreaterThan(5);
  return [
    ...violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`)),
    ...(await cutOn(page)),
  ];
}

/** Controls of which a part is cut off for good: taller or wider than what they stand in, which can't be scrolled. */
function cutOn(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const most = 2;
    const isCutting = ({ overflow, overflowX, overflowY }: CSSStyleDeclaration) =>
      [overflow, overflowX, overflowY].some((each) => each === 'hidden' || each === 'clip');
    const cut: string[] = [];
    for (const control of document.querySelectorAll<HTMLElement>('button, input, textarea, a[href]')) {
      const own = control.getBoundingClientRect();
      if (own.width === 0 || own.height === 0) continue;
      for (let box = control.parentElement; box && box !== document.body; box = box.parentElement) {
        const style = getComputedStyle(box);
        // What is hidden from sight alone, or can be scrolled to, is no fault.
        if (style.position === 'absolute' && box.clientHeight <= 1) break;
        if (/auto|scroll/.test(style.overflowY + style.overflowX)) break;
        if (!isCutting(style)) continue;
        const around = box.getBoundingClientRect();
        const isCut =
          own.bottom > around.bottom + most || own.right > around.right + most || own.top < around.top - most;
        if (isCut) cut.push(`cut: ${control.outerHTML.slice(0, 120)}`);
        break;
      }
    }
    return cut;
  });
}

async function go(page: Page, place: string): Promise<void> {
  await page.evaluate((to) => {
    location.hash = to;
  }, place);
  await page.waitForURL((url) => url.hash === `#${place}`);
  await page.getByRole('heading', { level: 1 }).first().waitFor();
}

async function paint(page: Page, theme: 'light' | 'dark'): Promise<void> {
  await go(page, paths.settings);
  await page.getByText(theme === 'light' ? 'Sáng' : 'Tối', { exact: true }).click();
  await page.locator(`html[data-mantine-color-scheme=${theme}]`).waitFor();
}

/** Those screens on which something was found. */
function faulty(faults: Readonly<Record<string, string[]>>): Record<string, string[]> {
  return Object.fromEntries(Object.entries(faults).filter(([, list]) => list.length > 0));
}

test('every screen can be used by everyone, in light and in dark', { timeout: 300_000 }, async ({ stage }) => {
  const server = await stage.startServer({ demonstration: true });
  const { window } = await stage.openApplication({ serverUrl: server.url });
  await window.getByRole('button', { name: /Nguyễn Thị An/ }).waitFor();
  const faults: Record<string, string[]> = { 'sign-in': await faultsOn(window) };
  await enterOffered(window, 'Nguyễn Thị An');
  await syncLine(window, /^Đã đồng bộ/);
  const pages = [paths.today, paths.cases, paths.newCase, paths.outbox, paths.settings];
  for (const theme of ['light', 'dark'] as const) {
    await paint(window, theme);
    for (const place of pages) {
      await go(window, place);
      faults[`${theme} ${place}`] = await faultsOn(window);
    }
    await openCase(window, 'Công ty CP Bưu chính Sao Mai');
    for (const tab of ['Tổng quan', 'Bảng kiểm', 'Phát hiện', 'Văn bản', 'Nhật ký', 'Thẩm định'] as const) {
      await openTab(window, tab);
      faults[`${theme} ${tab}`] = await faultsOn(window);
    }
    const [, own = ''] = /#(.*)\/review/.exec(window.url()) ?? [];
    for (const page of ['door', 'trip'] as const) {
      await go(window, `${own}/${page}`);
      await window.getByRole('heading', { level: 2 }).first().waitFor();
      faults[`${theme} ${page}`] = await faultsOn(window);
    }
  }
  expect(faulty(faults)).toEqual({});
});

test('so can an official document, part by part, beside its paper', { timeout: 300_000 }, async ({ stage }) => {
  const { window } = await openDemonstration(stage, 'Nguyễn Thị An');
  await openCase(window, 'Công ty CP Bưu chính Sao Mai');
  await openTab(window, 'Văn bản');
  await window.getByRole('button', { name: 'Lập văn bản' }).click();
  await window.getByRole('menuitem', { name: /^Biên bản kiểm tra/ }).click();
  await window.getByRole('region', { name: 'Bản giấy' }).waitFor();
  const address = new URL(window.url()).hash.slice(1).split('?')[0] ?? '';
  const faults: Record<string, string[]> = {};
  for (const theme of ['light', 'dark'] as const) {
    await paint(window, theme);
    for (const part of ['facts', 'people', 'exhibits', 'statements', 'copies', 'signatures']) {
      await go(window, `${address}?part=${part}`);
      faults[`${theme} ${part}`] = await faultsOn(window);
    }
  }
  expect(faulty(faults)).toEqual({});
});

test('so can the laptops of an administrator, and the question before one is lost', async ({ stage }) => {
  const server = await stage.startServer();
  const { deviceId } = await openTestSession(server.url, 'chi');
  const quan = await openTestSession(server.url, 'quan');
  expect((await quan.request(`/devices/${deviceId}/revoke`, { method: 'POST' })).status).toBe(200);
  const { window } = await stage.openApplication({ serverUrl: server.url, demonstration: false });
  await enterByName(window, 'quan');
  const faults: Record<string, string[]> = {};
  for (const theme of ['light', 'dark'] as const) {
    await paint(window, theme);
    await go(window, paths.devices);
    await window.getByRole('row').filter({ hasText: 'Lê Thị Chi' }).getByText('Đã báo mất').waitFor();
    faults[theme] = await faultsOn(window);
    await window.getByRole('row').filter({ hasText: 'máy này' }).getByRole('button').click();
    await window.getByText('Đây là chính máy bạn đang dùng.').waitFor();
    faults[`${theme}, asked`] = await faultsOn(window);
    await window.keyboard.press('Escape');
    await window.getByRole('dialog').waitFor({ state: 'detached' });
  }
  expect(faulty(faults)).toEqual({});
});

test('so can the ways in which evidence leaves: its package, and its list on paper', async ({ stage }) => {
  const { window } = await openDemonstration(stage, 'Nguyễn Thị An');
  const faults: Record<string, string[]> = {};
  for (const theme of ['light', 'dark'] as const) {
    await paint(window, theme);
    await openCase(window, 'Công ty CP Bưu chính Sao Mai');
    await openTab(window, 'Chứng cứ');
    const sheets = Array.from({ length: 8 }, (_, place) => ({
      ...{ name: `${theme} ${place}.txt`, mimeType: 'text/plain' },
      buffer: Buffer.from(`${theme} ${place}`),
    }));
    await window.locator('input[type=file]').setInputFiles(sheets);
    await window.getByRole('button', { name: `${theme} 7.txt` }).waitFor();
    faults[theme] = await faultsOn(window);
    for (const name of ['Xuất gói chứng cứ', 'In danh mục chứng cứ', 'Kiểm tra tính toàn vẹn']) {
      await window.getByRole('button', { name }).click();
      await window.getByRole('dialog').waitFor();
      faults[`${theme}, ${name}`] = await faultsOn(window);
      await window.keyboard.press('Escape');
      await window.getByRole('dialog').waitFor({ state: 'detached' });
    }
  }
  expect(faulty(faults)).toEqual({});
});

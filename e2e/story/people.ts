import type { Page } from 'playwright-core';
import { demonstrationPassword, demonstrationPin } from '../../shared/demonstration.ts';
import type { LaunchedApplication, Stage } from '../launch.ts';

/** Enters a demonstration account that the sign-in page offers, by its one click. */
export async function enterOffered(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: new RegExp(name) }).click();
  await atHome(page);
}

/** Signs in on a laptop where nobody has been yet: username and password, then a PIN of one's own. */
export async function enterByName(page: Page, username: string): Promise<void> {
  await page.getByLabel('Tên đăng nhập').fill(username);
  await page.getByLabel('Mật khẩu', { exact: true }).fill(demonstrationPassword);
  await page.getByRole('button', { name: 'Đăng nhập' }).click();
  await page.getByLabel('Mã PIN mới').fill(demonstrationPin);
  await page.getByLabel('Nhập lại mã PIN').fill(demonstrationPin);
  await page.getByRole('button', { name: 'Đặt mã PIN và mở' }).click();
  await atHome(page);
}

/** A server with the demonstration's data, and the window of an offered account that has downloaded them. */
export async function openDemonstration(stage: Stage, name: string) {
  const server = await stage.startServer({ demonstration: true });
  const { window } = await stage.openApplication({ serverUrl: server.url });
  await enterOffered(window, name);
  await syncLine(window, /^Đã đồng bộ/);
  return { server, window };
}

/** How else a laptop is started. */
export interface LaptopLaunch {
  readonly args?: string[];
  readonly env?: Record<string, string>;
  readonly userDataFolder?: string;
}

/** A new laptop on which somebody has signed in by name, and which has synchronised: the server knows its keys, and it those of the others. */
export async function laptopOf(
  stage: Stage,
  serverUrl: string,
  username: string,
  launch: LaptopLaunch = {},
): Promise<LaunchedApplication> {
  const laptop = await stage.openApplication({ serverUrl, demonstration: false, ...launch });
  await enterByName(laptop.window, username);
  await syncLine(laptop.window, /^Đã đồng bộ/);
  return laptop;
}

/** Types the demonstration's PIN at the sign-in page of the person who was here last. */
export async function unlock(page: Page): Promise<void> {
  const pin = page.getByLabel('Mã PIN', { exact: true });
  await pin.waitFor();
  await pin.fill(demonstrationPin);
  await page.getByRole('button', { name: 'Mở khóa' }).click();
  await atHome(page);
}

async function atHome(page: Page): Promise<void> {
  await page
    .getByRole('link', { name: /Vụ việc/ })
    .first()
    .waitFor();
}

/** Waits for the one quiet line to say this. */
export async function syncLine(page: Page, words: RegExp): Promise<void> {
  await page
    .getByRole('link', { name: words })
    .or(page.getByRole('button', { name: words }))
    .first()
    .waitFor();
}

import type { Page } from 'playwright-core';
import { demonstrationPin } from '../../shared/demonstration.ts';
import { callShell } from '../bridge.ts';

/** Enters a demonstration account that the sign-in page offers, by its one click. */
export async function enterOffered(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: new RegExp(name) }).click();
  await atHome(page);
}

/** Enters a demonstration account that is not offered, as the sign-in page would. */
export async function enterByName(page: Page, username: string): Promise<void> {
  await page.getByRole('heading', { name: 'Ai đang dùng máy này?' }).waitFor();
  await callShell(page, 'session.enterDemonstration', { username });
  await callShell(page, 'session.lock', null);
  await page.reload();
  await unlock(page);
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

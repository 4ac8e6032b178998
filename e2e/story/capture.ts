import type { Page } from 'playwright-core';
import { onTestFinished } from 'vitest';
import { openSite } from '../hostile/site.ts';
import type { LaunchedApplication, Stage } from '../launch.ts';
import { caseOnServer, openEvidence } from './evidence.ts';

/** The window in which public pages are captured: our bar, and the stranger's page below it. */
export interface CaptureWindows {
  readonly bar: Page;
  readonly page: Page;
}

/** A case with its evidence open, a public site on loopback, and the window in which it is captured. */
export async function openCapturing(stage: Stage) {
  const site = await openSite();
  onTestFinished(site.close);
  const { server, binh, caseId } = await caseOnServer();
  const laptop = await openEvidence(stage, { server, caseId }, 'an', { env: { MINH_TRA_CAPTURED_ORIGIN: site.url } });
  return { server, binh, caseId, laptop, site, ...(await openCaptureWindow(laptop)) };
}

/** Opens it as a person does. */
export async function openCaptureWindow({ electron, window }: LaunchedApplication): Promise<CaptureWindows> {
  const guest = electron.waitForEvent('window', { predicate: (page) => !page.url().startsWith('app:') });
  const opened = electron.waitForEvent('window', { predicate: (page) => page.url().endsWith('/capture') });
  await window.getByRole('button', { name: 'Chụp màn hình', exact: true }).click();
  await window.getByRole('menuitem', { name: /^Chụp trang web/ }).click();
  const [page, bar] = await Promise.all([guest, opened]);
  await bar.getByLabel('Địa chỉ trang web').waitFor();
  return { bar, page };
}

/** Types an address into the bar. */
export async function visit(bar: Page, address: string): Promise<void> {
  await bar.getByLabel('Địa chỉ trang web').fill(address);
  await bar.keyboard.press('Enter');
}

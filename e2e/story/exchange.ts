import type { Page } from 'playwright-core';
import type { LaunchedApplication } from '../launch.ts';
import { chooseFile } from './dialogs.ts';

/** Opens a tab of a case by its address. */
export async function goTo(window: Page, caseId: string, tab: string): Promise<void> {
  await window.goto(new URL(`#/cases/${caseId}/${tab}`, window.url()).href);
}

/** Writes what is given to this file. */
export async function giveBundle(laptop: LaunchedApplication, caseId: string, file: string): Promise<void> {
  await chooseFile(laptop.electron, file);
  await goTo(laptop.window, caseId, 'exchange');
  await laptop.window.getByRole('button', { name: 'Ghi ra tệp' }).click();
  await laptop.window.getByText('Đã ghi xong.').waitFor();
}

/** Takes this file over; `said`: what comes of it. */
export async function takeBundle(
  laptop: LaunchedApplication,
  caseId: string,
  file: string,
  said: string,
): Promise<void> {
  await chooseFile(laptop.electron, file);
  await goTo(laptop.window, caseId, 'exchange');
  await laptop.window.getByRole('button', { name: 'Mở tệp' }).click();
  await laptop.window.getByText(said).waitFor();
}

/** Writes what a finding of a case states. */
export async function writeFact(window: Page, caseId: string, findingId: string, fact: string): Promise<void> {
  await window.goto(new URL(`#/cases/${caseId}/findings?finding=${findingId}`, window.url()).href);
  const field = window.getByRole('textbox', { name: 'Mô tả sự việc' });
  await field.fill(fact);
  await field.blur();
}

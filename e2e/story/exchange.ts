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

/** Writes it to a file that the server alone can open, with the originals. */
export async function giveToServer(laptop: LaunchedApplication, caseId: string, file: string): Promise<void> {
  const { window } = laptop;
  await goTo(window, caseId, 'exchange');
  const chosen = window.getByRole('checkbox', { name: /^(?!Kèm)/, checked: true });
  while ((await chosen.count()) > 0) await chosen.first().uncheck();
  await window.getByRole('checkbox', { name: 'Máy chủ' }).check();
  await window.getByRole('checkbox', { name: /^Kèm bản gốc/ }).check();
  await giveBundle(laptop, caseId, file);
}

/** Writes a line of the team's diary. */
export async function writeDiary(window: Page, caseId: string, text: string): Promise<void> {
  await goTo(window, caseId, 'diary');
  await window.getByRole('textbox', { name: 'Nhật ký đoàn' }).fill(text);
  await window.getByRole('button', { name: 'Ghi nhật ký' }).click();
  await window.getByText(text).last().waitFor();
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

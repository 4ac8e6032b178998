import type { Page } from 'playwright-core';
import type { LaunchedApplication } from '../launch.ts';
import { goTo } from './exchange.ts';

/** A meeting is opened on loopback. */
export const meetingEnv = { MINH_TRA_MEETING_ADDRESS: '127.0.0.1' };

/** Whoever is asked whether to connect agrees. */
export async function agreesToConnect({ electron }: LaunchedApplication): Promise<void> {
  await electron.evaluate(({ dialog }) => {
    dialog.showMessageBox = async () => ({ response: 0, checkboxChecked: false });
  });
}

/** Opens a meeting for a case; the code that the others type. */
export async function openMeeting({ window }: LaunchedApplication, caseId: string): Promise<string> {
  await goTo(window, caseId, 'exchange');
  await window.getByRole('button', { name: 'Mở phiên' }).click();
  return (await window.getByRole('status', { name: 'Mã phiên' }).textContent()) ?? '';
}

export async function joinMeeting(window: Page, caseId: string, code: string): Promise<void> {
  await goTo(window, caseId, 'exchange');
  await window.getByRole('textbox', { name: 'Mã phiên' }).fill(code);
  await window.getByRole('button', { name: 'Tham gia' }).click();
}

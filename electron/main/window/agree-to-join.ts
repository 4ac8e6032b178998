import { type BrowserWindow, dialog } from 'electron';
import type { Settings } from '../../../shared/bridge/contract.ts';

const texts = {
  vi: {
    message: 'Kết nối với máy mở phiên gộp hồ sơ?',
    detail: (address: string) =>
      `Máy này sẽ nối thẳng với máy ${address} trong mạng nội bộ để gộp hồ sơ vụ việc đang mở. Chỉ đồng ý khi bạn vừa nhập mã đọc trên màn hình của đồng nghiệp.`,
    agree: 'Kết nối',
    refuse: 'Không kết nối',
  },
  en: {
    message: 'Connect with the laptop that opened the session?',
    detail: (address: string) =>
      `This laptop will connect with ${address} on the local network, to merge the case that is open. Agree only if you have just typed the code on your colleague's screen.`,
    agree: 'Connect',
    refuse: 'Do not connect',
  },
} as const;

/** Asks the person whether this laptop may connect with another: a page that was taken over can't answer for them. */
export async function agreeToJoin(
  window: BrowserWindow,
  language: Settings['language'],
  address: string,
): Promise<boolean> {
  const { message, detail, agree, refuse } = texts[language];
  const { response } = await dialog.showMessageBox(window, {
    type: 'question',
    message,
    detail: detail(address),
    buttons: [agree, refuse],
    // Whoever has just typed a code presses Enter again before they read.
    defaultId: 1,
    cancelId: 1,
    noLink: true,
  });
  return response === 0;
}

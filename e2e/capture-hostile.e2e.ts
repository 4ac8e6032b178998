import type { Page } from 'playwright-core';
import { expect, onTestFinished } from 'vitest';
import { type Ear, openEar } from './hostile/ears.ts';
import { waysOut } from './hostile/ways-out.ts';
import { openCaptureWindow, openCapturing, visit } from './story/capture.ts';
import { test } from './test.ts';

/** A name that stands in no register, and whose look-up would carry what a page has read. */
const nowhere = 'out.minh-tra-test.example';

/** Tries a way in a page; resolves when the browser has done with it. */
function go(page: Page, name: string, ear: Ear): Promise<unknown> {
  return page.evaluate(`(async () => {
    const at = '127.0.0.1:${ear.port}';
    const [url, secure] = ['http://' + at + '/', 'https://' + at + '/'];
    const named = '${nowhere}';
    const namedUrl = 'http://' + named + '/';
    const turn = async () => {
      for (let count = 0; count < 5; count += 1) await fetch(location.pathname);
    };
    try { ${waysOut[name]?.script} } catch (thrown) { return String(thrown?.name) }
  })()`);
}

/** Waits until a page of this title is shown. */
async function titled(page: Page, title: string): Promise<void> {
  const shown = () => page.evaluate(() => document.title).catch(() => '');
  await expect.poll(shown, { timeout: 60_000 }).toBe(title);
}

const patienceMs = 600_000;

test(
  'what a page does to those who look at it is said in a sentence, and what was captured of it stays',
  async ({ stage }) => {
    const { laptop, site, bar, page } = await openCapturing(stage);
    const { electron } = laptop;
    const windows = () => electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length);
    const take = () => bar.getByRole('button', { name: 'Chụp trang này' }).click();
    const saved = (count: number) =>
      bar.getByText(`Đã lưu ${count} tệp chứng cứ của trang vào hồ sơ.`).waitFor({ timeout: patienceMs });

    for (const [address, words] of [
      ['https://127.0.0.1:9/', 'Chỉ mở được trang công khai trên Internet'],
      [`${site.url}/vong`, 'Không mở được trang này (ERR_TOO_MANY_REDIRECTS)'],
      ['http://192.168.1.1/', 'Chỉ mở được trang công khai trên Internet'],
      [`${site.url}/tep`, 'Địa chỉ này là một tệp tải xuống'],
      [`https://${nowhere}/`, 'Không tới được trang này (ERR_NAME_NOT_RESOLVED)'],
    ] as const) {
      await visit(bar, address);
      await bar.getByText(words).waitFor();
    }

    await visit(bar, `${site.url}/mat-khau`);
    await titled(page, 'Cần mật khẩu');
    await visit(bar, `${site.url}/hop-thoai`);
    await titled(page, 'Sau hộp thoại');
    await visit(bar, `${site.url}/cua-so`);
    await titled(page, 'Cửa sổ');
    expect(await windows()).toBe(2);

    // What never ends loading is captured as far as it came.
    await visit(bar, `${site.url}/khong-dung`);
    await bar.getByText('Chứng chỉ không hợp lệ').waitFor();
    await page.getByRole('heading', { name: 'Đang tải' }).waitFor();
    await take();
    await saved(3);

    // 210,000 pixels: fourteen pictures of 16,000 each, without a gap.
    await visit(bar, `${site.url}/cao`);
    await titled(page, 'Trang cao');
    await take();
    await saved(16);

    const titleNow = () =>
      electron.evaluate(({ webContents }) =>
        webContents
          .getAllWebContents()
          .find((each) => each.getURL().startsWith('https:'))
          ?.getTitle(),
      );
    const gone = bar.getByText('Trang này đã hỏng giữa chừng').waitFor();
    await electron.evaluate(({ webContents }) =>
      webContents
        .getAllWebContents()
        .find((each) => each.getURL().startsWith('https:'))
        ?.forcefullyCrashRenderer(),
    );
    await gone;
    await take();
    await bar.getByText(/Trang này không trả lời nên không chụp được|Chưa có trang nào để chụp/).waitFor();
    // The process that takes its place is listened to as well.
    await visit(bar, `${site.url}/hop-thoai`);
    await expect.poll(titleNow, { timeout: 60_000 }).toBe('Sau hộp thoại');
    await take();
    await saved(3);
    const list = laptop.window.getByRole('list', { name: 'Chứng cứ của vụ việc' });
    await expect.poll(() => list.getByRole('listitem').count(), { timeout: 60_000 }).toBe(22);

    // Whoever shuts the window in the middle of a long page keeps nothing of it, and may open another.
    await visit(bar, `${site.url}/cao`);
    await expect.poll(titleNow, { timeout: 60_000 }).toBe('Trang cao');
    await take();
    await bar.getByRole('button', { name: 'Chụp trang này' }).and(bar.locator(':disabled')).waitFor();
    await electron.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()
        .find((each) => each.webContents.getURL().endsWith('/capture'))
        ?.close(),
    );
    await expect.poll(windows).toBe(1);
    const again = await openCaptureWindow(laptop);
    await visit(again.bar, `${site.url}/tiep`);
    await titled(again.page, 'Trang tiếp');
    await again.bar.getByRole('button', { name: 'Chụp trang này' }).click();
    await expect.poll(() => list.getByRole('listitem').count(), { timeout: 60_000 }).toBe(25);
  },
  patienceMs,
);

test(
  'a captured page reaches nothing of this machine, nor of its network, by no way that we know',
  async ({ stage }) => {
    const { site, bar, page } = await openCapturing(stage);
    const ears = new Map<string, Ear>();
    onTestFinished(() => {
      for (const ear of ears.values()) ear.close();
    });
    for (const name of Object.keys(waysOut)) {
      const ear = await openEar();
      ears.set(name, ear);
      await visit(bar, `${site.url}/tiep`);
      await titled(page, 'Trang tiếp');
      await Promise.race([go(page, name, ear).catch(() => undefined), ear.first]);
    }
    const heard = [...ears].filter(([, ear]) => ear.heard.size > 0).map(([name, ear]) => [name, [...ear.heard]]);
    expect(heard).toEqual([]);
  },
  patienceMs,
);

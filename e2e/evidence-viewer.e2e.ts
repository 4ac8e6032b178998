import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { caseOnServer, openEvidence } from './story/evidence.ts';
import { lockedPdf, twoPages } from './story/pdf.ts';
import { test } from './test.ts';

const markup = '<svg xmlns="http://www.w3.org/2000/svg"><script>document.title = "ran"</script><rect width="9"/></svg>';

const patience = { timeout: 20_000 };

/** Opens the original of this name, and gives its dialog. */
async function look(window: Page, name: string) {
  const list = window.getByRole('list', { name: 'Chứng cứ của vụ việc' });
  await list.getByRole('button', { name }).click();
  await window.getByRole('button', { name: 'Mở bản gốc' }).last().click();
  return window.getByRole('dialog', { name });
}

/** Whether something dark is drawn on a page. */
function isInked(page: Locator): Promise<boolean> {
  return page.evaluate((canvas: HTMLCanvasElement) => {
    if (canvas.width === 0) return false;
    const { data } = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height) ?? { data: [] };
    return data.some((value, at) => at % 4 === 0 && value < 64 && (data[at + 3] ?? 0) > 192);
  });
}

async function shut(window: Page) {
  await window.keyboard.press('Escape');
  await window.getByRole('dialog').waitFor({ state: 'detached' });
}

test('a PDF is drawn, a text read, a page of markup never run; what is broken, locked or no picture says so', async ({
  stage,
}) => {
  const { server, caseId } = await caseOnServer();
  const { window } = await openEvidence(stage, { server, caseId }, 'an');
  const faults: string[] = [];
  window.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
  const files: readonly (readonly [string, string | Buffer])[] = [
    ['công văn.pdf', twoPages()],
    ['có mật khẩu.pdf', lockedPdf()],
    ['hỏng.pdf', '%PDF-1.7\nnothing follows'],
    ['bảng giá.txt', 'Bảng giá cước: 12.000 đ\n'],
    ['hình.svg', markup],
    ['trang.html', '<!doctype html><script>document.title = "ran"</script><p>Tin bài</p>'],
    [
      'ảnh hỏng.jpg',
      Buffer.concat([Buffer.from('ffd8ffe000104a46494600010100000100010000', 'hex'), Buffer.alloc(4_000, 7)]),
    ],
    ['giả vờ.jpg', 'PK\u0003\u0004 không phải ảnh\u0000\u0001'],
    ['dài.txt', 'a dòng chữ\n'.repeat(200_000)],
  ];
  await window
    .locator('input[type=file]')
    .setInputFiles(files.map(([name, text]) => ({ name, mimeType: '', buffer: Buffer.from(text) })));
  const list = window.getByRole('list', { name: 'Chứng cứ của vụ việc' });
  await list
    .getByRole('listitem')
    .nth(files.length - 1)
    .waitFor();

  const pdf = await look(window, 'công văn.pdf');
  await pdf.getByText('2 trang').waitFor();
  const first = pdf.getByRole('img', { name: 'Trang 1', exact: true });
  await expect.poll(() => isInked(first), patience).toBe(true);
  const before = await first.boundingBox();
  await pdf.getByRole('button', { name: 'Phóng to' }).click();
  await expect.poll(async () => (await first.boundingBox())?.width).toBeCloseTo((before?.width ?? 0) * 1.25, 0);
  const second = pdf.getByRole('img', { name: 'Trang 2', exact: true });
  await second.scrollIntoViewIfNeeded();
  await expect.poll(() => isInked(second), patience).toBe(true);
  await shut(window);

  for (const [name, words] of [
    ['có mật khẩu.pdf', /có mật khẩu nên không hiện được/],
    ['hỏng.pdf', /không đọc được như một tệp PDF/],
    ['bảng giá.txt', 'Bảng giá cước: 12.000 đ'],
    ['hình.svg', markup],
    ['trang.html', /<p>Tin bài<\/p>/],
    ['ảnh hỏng.jpg', /còn nguyên như khi nhận, nhưng nội dung của nó không đọc được/],
    ['giả vờ.jpg', /không hiện được loại tệp này/],
    ['dài.txt', /Hiện 1 MB đầu trong/],
  ] as const) {
    await (await look(window, name)).getByText(words).waitFor();
    await shut(window);
  }
  expect(await window.title()).not.toBe('ran');
  expect(faults.filter((text) => text.includes('Content Security Policy'))).toEqual([]);
});

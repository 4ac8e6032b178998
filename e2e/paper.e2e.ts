import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { newCase, newDocument, row } from '../server/testing/documents.ts';
import { startTestServer } from '../server/testing/test-server.ts';
import { attendee } from '../shared/domain/document/testing/documents.ts';
import { lockedPdf } from './story/pdf.ts';
import { enterByName, syncLine } from './story/people.ts';
import { test } from './test.ts';

const patience = { timeout: 60_000 };
const sentence =
  'Qua kiểm tra thực tế tại điểm phục vụ, Đoàn kiểm tra ghi nhận doanh nghiệp đã niêm yết giá cước nhưng chưa đủ các nhóm hàng. ';

/** Minutes that lack nothing, over two pages. */
const minutes = {
  ...{ title: 'Biên bản kiểm tra', endedAt: '2026-11-17T11:40', sheets: 2 },
  attendees: [attendee('a', { name: 'Nguyễn Thị An' }), attendee('e', { side: 'entity', name: 'Đỗ Thị Em' })],
  fields: [
    { id: 'agency', text: 'Sở Khoa học và Công nghệ' },
    { id: 'decisionNo', text: '212/QĐ-SKHCN' },
    { id: 'placeDate', text: 'Điện Biên, ngày 17 tháng 11 năm 2026' },
    { id: 'target', text: 'Công ty Cánh Én' },
    { id: 'subject', text: 'bưu chính' },
    { id: 'content', text: Array.from({ length: 5 }, () => sentence.repeat(3).trim()).join('\n') },
  ],
};

/** What a camera sees of a page that was drawn: turned, at a slant, not quite sharp; JPEG. */
async function photographOf(drawn: Locator): Promise<Buffer> {
  await drawn.scrollIntoViewIfNeeded();
  const isInked = () =>
    drawn.evaluate((place) => {
      const canvas = place instanceof HTMLCanvasElement ? place : place.querySelector('canvas');
      const { data = [] } = canvas?.width ? (canvas.getContext('2d')?.getImageData(0, 0, canvas.width, 300) ?? {}) : {};
      return data.some((value, at) => at % 4 === 0 && value < 60 && (data[at + 3] ?? 0) > 0);
    });
  await expect.poll(isInked, patience).toBe(true);
  const base64 = await drawn.evaluate(async (place) => {
    const page = place instanceof HTMLCanvasElement ? place : place.querySelector('canvas');
    if (!page) throw new Error('no page was drawn');
    const canvas = new OffscreenCanvas(page.width * 1.3, page.height * 1.25);
    const context = canvas.getContext('2d');
    if (!context) throw new Error('no canvas');
    context.fillStyle = '#6b5a45';
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.filter = 'blur(0.7px) brightness(0.85)';
    context.setTransform(0.98, 0.12, -0.1, 0.99, page.width * 0.2, page.height * 0.06);
    context.drawImage(page, 0, 0);
    const bytes = new Uint8Array(await (await canvas.convertToBlob({ type: 'image/jpeg' })).arrayBuffer());
    return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
  });
  return Buffer.from(base64, 'base64');
}

async function give(window: Page, name: string, buffer: Buffer): Promise<void> {
  await window.locator('input[type=file]').setInputFiles([{ name, mimeType: '', buffer }]);
}

test('minutes are printed, come back as photographs and are matched; what misses, and what was printed before a change, is named', async ({
  stage,
}) => {
  const server = await startTestServer({ reference: true });
  const binh = await server.signIn('binh');
  const inspectionCase = newCase(binh.person, { templateIds: ['post-enterprise'] });
  const document = newDocument(binh.person, inspectionCase.id, minutes);
  expect(await binh.push('cases', [row(inspectionCase)])).toEqual([]);
  expect(await binh.push('documents', [row(document)])).toEqual([]);
  const { window, electron } = await stage.openApplication({ serverUrl: server.url, demonstration: false });
  const go = (to: string) => window.goto(new URL(`#/cases/${inspectionCase.id}/${to}`, window.url()).href);
  await enterByName(window, 'binh');
  await syncLine(window, /^Đã đồng bộ/);

  await go(`documents/${document.id}?part=pages`);
  await window.getByRole('heading', { level: 1, name: 'Biên bản kiểm tra' }).waitFor();
  await window.keyboard.press('Control+p');
  const print = window.getByRole('dialog', { name: 'In: Biên bản kiểm tra' });
  await print.getByText(/^2 trang A4/).waitFor(patience);
  const pdf = path.join(await stage.newFolder('documents'), 'biên bản.pdf');
  await electron.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath });
  }, pdf);
  await print.getByRole('button', { name: 'Lưu PDF' }).click();
  await window.getByText('Đã lưu văn bản thành PDF.').waitFor(patience);
  const bytes = await readFile(pdf);
  expect(bytes.toString('latin1').match(/\/MediaBox \[0 0 59[45]\.\d+ 84[12]\.\d+\]/g)).toHaveLength(2);
  await window.keyboard.press('Escape');

  await go('evidence');
  await window.getByText('Chưa có chứng cứ nào').waitFor();
  await give(window, 'biên bản.pdf', bytes);
  await window.getByRole('button', { name: /biên bản\.pdf/ }).click();
  await window.getByRole('button', { name: 'Mở bản gốc' }).last().click();
  const viewer = window.getByRole('dialog');
  await viewer.getByText('2 trang').waitFor(patience);
  for (let step = 0; step < 3; step += 1) await viewer.getByRole('button', { name: 'Phóng to' }).click();
  const [first, second] = [1, 2].map((page) => viewer.getByRole('img', { name: `Trang ${page}`, exact: true }));
  if (!first || !second) throw new Error('no pages');
  const photographs = [await photographOf(first), await photographOf(second)] as const;
  await window.keyboard.press('Escape');

  await go(`documents/${document.id}?part=pages`);
  const pages = window.getByRole('list', { name: 'Trang đã ký bằng tay' }).getByRole('listitem');
  await give(window, 'IMG_2.jpg', photographs[1]);
  await expect
    .poll(() => pages.allInnerTexts(), patience)
    .toEqual([expect.stringMatching(/Trang 1\s+còn thiếu/), 'Trang 2']);
  await give(window, 'IMG_1.jpg', photographs[0]);
  await expect.poll(() => pages.allInnerTexts(), patience).toEqual(['Trang 1', 'Trang 2']);
  await window.getByRole('button', { name: 'Xem trang 1: IMG_1.jpg' }).click();
  await window.getByText('Đã nắn thẳng để đọc; ảnh gốc giữ nguyên.').waitFor(patience);
  await window.keyboard.press('Escape');

  // What a scanner makes of all pages is known by its codes as well, and each page is shown; what was brought by mistake is taken away again.
  await give(window, 'quét.pdf', bytes);
  const twice = /Trang \d\s+chụp 2 lần/;
  await expect
    .poll(() => pages.allInnerTexts(), patience)
    .toEqual([expect.stringMatching(twice), expect.stringMatching(twice)]);
  await window.getByRole('button', { name: 'Xem trang 2: quét.pdf' }).click();
  await window.getByText('Đã nắn thẳng để đọc; ảnh gốc giữ nguyên.').waitFor(patience);
  await window.getByRole('button', { name: 'Gỡ khỏi văn bản này' }).click();
  await expect.poll(() => pages.allInnerTexts(), patience).toEqual(['Trang 1', 'Trang 2']);

  const locked = window.getByText(/^Tệp PDF có mật khẩu nên không đọc được mã\./);
  await give(window, 'có mật khẩu.pdf', lockedPdf());
  await locked.waitFor(patience);

  await go(`documents/${document.id}?part=facts`);
  await window.getByLabel('Tại', { exact: true }).fill('Điểm phục vụ số 3');
  await window.keyboard.press('Tab');
  await go(`documents/${document.id}?part=pages`);
  await window.getByText('Trang 1 in từ nội dung cũ.').waitFor(patience);
  await locked.waitFor(patience);

  const stored = async () => {
    const rows = await server.sql<{ body: string }>('select body from sync.evidence');
    return rows.map(({ body }) => JSON.parse(body)).find(({ signed }) => signed.record.fileName === 'IMG_1.jpg');
  };
  await expect.poll(async () => (await stored())?.ties.length, patience).toBe(2);
  const { ties, signed, layers } = await stored();
  expect(ties[0].id).toBe(`document|${document.id}`);
  expect(ties[1].id).toMatch(new RegExp(`^page\\|${inspectionCase.id}\\|${document.id}\\|1/2\\|[0-9a-f]{12}$`));
  expect(signed.record.sha256).toBe(createHash('sha256').update(photographs[0]).digest('hex'));
  expect(layers).toEqual([]);
  await server.stop();
});

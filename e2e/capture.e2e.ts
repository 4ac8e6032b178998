import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'vitest';
import { factsOf } from '../shared/domain/evidence/page-facts.ts';
import type { Evidence } from '../shared/schema/evidence.ts';
import { priceWords } from './hostile/site.ts';
import { openCaptureWindow, openCapturing, visit } from './story/capture.ts';
import { test } from './test.ts';

const sha256Of = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

async function isOnDisk(folder: string, mark: string): Promise<boolean> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  for (const entry of entries.filter((each) => each.isFile())) {
    const bytes = await readFile(path.join(entry.parentPath, entry.name)).catch(() => Buffer.alloc(0));
    if (bytes.includes(mark)) return true;
  }
  return false;
}

test('a public page is captured as it was shown, with its address, certificate and headers, and is told nothing', async ({
  stage,
}) => {
  const { laptop, site, bar, page, server, binh } = await openCapturing(stage);
  const { window, electron, userDataFolder } = laptop;
  await visit(bar, 'không phải địa chỉ');
  await bar.getByText('Đây không phải là địa chỉ trang web.').waitFor();
  await visit(bar, `${site.url}/`);
  await bar.getByText('Chứng chỉ không hợp lệ (ERR_CERT_AUTHORITY_INVALID)').waitFor();
  await page.getByRole('heading', { name: priceWords }).waitFor();
  await bar.getByRole('button', { name: 'Chụp trang này' }).click();
  await bar.getByText('Đã lưu 3 tệp chứng cứ của trang vào hồ sơ.').waitFor();
  await window.getByText('Đã đưa trang “Bảng giá cước” vào hồ sơ.').waitFor();

  const stored = async (): Promise<Evidence[]> => {
    const rows = await server.sql<{ body: string }>('select body from sync.evidence');
    const all: Evidence[] = rows.map(({ body }) => JSON.parse(body));
    return all.sort((a, b) => a.signed.record.chain.sequence - b.signed.record.chain.sequence);
  };
  await expect.poll(stored).toMatchObject([
    {
      title: 'Bảng giá cước (ảnh)',
      signed: { record: { kind: 'capture', origin: 'captured', mediaType: 'image/png' } },
    },
    { title: 'Bảng giá cước (bản lưu cả trang)', signed: { record: { mediaType: 'multipart/related' } } },
    { title: 'Bảng giá cước (địa chỉ, thời điểm, chứng chỉ)', signed: { record: { mediaType: 'application/json' } } },
  ]);
  await window.getByText('Máy chủ đã nhận').waitFor();
  const contents: Buffer[] = [];
  for (const { id, signed } of await stored()) {
    const answer = await binh.request(`/evidence/${id}/original/content`);
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect(sha256Of(bytes)).toBe(signed.record.sha256);
    contents.push(bytes);
  }
  const [picture = Buffer.alloc(0), archive = Buffer.alloc(0), facts] = contents;
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  expect(picture.readUInt32BE(20)).toBe(height);
  const archived = archive.toString('latin1');
  expect(archived).toContain(`Snapshot-Content-Location: ${site.url}/bang-gia`);
  expect(archived.replaceAll('=\r\n', '')).toContain('HOAVANG-1 ni=C3=AAm y=E1=BA=BFt 79.000');

  const told = factsOf(String(facts));
  expect(told).toMatchObject({
    title: 'Bảng giá cước',
    addressAsked: `${site.url}/`,
    redirects: [{ address: `${site.url}/`, status: 302, to: `${site.url}/bang-gia` }],
    ...{ addressAnswered: `${site.url}/bang-gia`, addressShown: `${site.url}/bang-gia` },
    ...{
      status: 200,
      protocol: 'http/1.1',
      serverAddress: '127.0.0.1',
      wasLoaded: true,
      page: { height, isCut: false },
    },
    tls: {
      protocol: 'TLS 1.3',
      verdict: 'ERR_CERT_AUTHORITY_INVALID',
      certificates: [{ pem: site.certificate, subject: 'O=Doanh nghiep thu nghiem\nCN=127.0.0.1' }],
    },
    files: [
      { sha256: sha256Of(picture), sizeBytes: picture.byteLength, mediaType: 'image/png' },
      { sha256: sha256Of(archive), sizeBytes: archive.byteLength, mediaType: 'multipart/related' },
    ],
  });
  expect(told?.headers).toEqual(
    expect.arrayContaining([
      { name: 'x-published', value: '2026-11-20' },
      { name: 'set-cookie', value: 'visitor=1; Path=/\nlang=vi; Path=/' },
    ]),
  );
  expect(Date.parse(told?.capturedTo ?? '')).toBeGreaterThanOrEqual(Date.parse(told?.capturedFrom ?? ''));

  // It reads as facts in the program, and is nowhere in the clear.
  const list = window.getByRole('list', { name: 'Chứng cứ của vụ việc' });
  await list.getByRole('button', { name: /địa chỉ, thời điểm, chứng chỉ/ }).click();
  await window.getByText('không hợp lệ: ERR_CERT_AUTHORITY_INVALID').first().waitFor();
  await window.getByText(`302 → ${site.url}/bang-gia`).waitFor();
  await window.getByRole('button', { name: 'Kiểm tra tính toàn vẹn' }).click();
  await window.getByText(/Mọi thứ khớp\.\s*3\/3 bản gốc/).waitFor();
  for (const mark of ['HOAVANG-1', 'Snapshot-Content-Location', '/bang-gia'])
    expect(await isOnDisk(userDataFolder, mark), mark).toBe(false);

  // Closed, nothing of it is left: the next opening is a stranger to the site, and no other page of ours reaches it.
  await page.getByRole('link', { name: 'Tiếp' }).click();
  await expect
    .poll(() => site.asked.at(-1))
    .toMatchObject({ path: '/tiep', headers: { cookie: 'visitor=1; lang=vi' } });
  await Promise.all([bar.waitForEvent('close'), page.waitForEvent('close'), bar.close()]);
  const asked = site.asked.length;
  await window.keyboard.press('Escape');
  expect(await window.evaluate((url) => fetch(url).catch((thrown: Error) => thrown.name), site.url)).toBe('TypeError');
  expect(site.asked).toHaveLength(asked);
  const again = await openCaptureWindow(laptop);
  await visit(again.bar, `${site.url}/bang-gia`);
  await again.page.getByRole('heading', { name: priceWords }).waitFor();
  expect(site.asked.at(-1)?.headers.cookie).toBeUndefined();
  expect(JSON.stringify(site.asked)).not.toMatch(/electron|minh-?tra/i);

  // The vault is shut: so is the window.
  const closed = again.bar.waitForEvent('close');
  await electron.evaluate(({ Menu }) => Menu.getApplicationMenu()?.items[0]?.submenu?.items[0]?.click());
  await closed;
});

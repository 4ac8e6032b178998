import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { startTestServer } from '../server/testing/test-server.ts';
import { chooseFile } from './story/dialogs.ts';
import { laptopOf } from './story/people.ts';
import { formFile, servicePoint } from './story/template-file.ts';
import { test } from './test.ts';

async function openTemplates(window: Page): Promise<void> {
  await window.getByRole('link', { name: 'Mẫu kiểm tra' }).click();
  await window.getByRole('heading', { name: 'Mẫu kiểm tra', level: 1 }).waitFor();
}

async function choose(window: Page, ...files: Awaited<ReturnType<typeof formFile>>[]): Promise<void> {
  await window.getByRole('dialog').locator('input[type=file]').setInputFiles(files);
}

test('a form in XLSForm becomes a template of the unit: what is wrong is told with its place, what is right is published and reaches colleagues', async ({
  stage,
}) => {
  const server = await startTestServer({ reference: true });
  const { window, electron } = await laptopOf(stage, server.url, 'binh');
  await openTemplates(window);
  await window.getByText('Đơn vị chưa có mẫu riêng').waitFor();
  await window.getByRole('table', { name: 'Có sẵn theo luật của ngành' }).getByRole('link').first().waitFor();

  await window.getByRole('button', { name: 'Nhập biểu mẫu' }).click();
  const dialog = window.getByRole('dialog');
  const broken = {
    ...servicePoint,
    survey: `${servicePoint.survey}\n| select_one nhieu | x | X | X | | | \${khong_co} = 1 | | | |`,
  };
  await choose(window, await formFile(broken));
  await dialog.getByText('Chưa nhập được: có 2 chỗ sai.').waitFor();
  const errors = dialog.getByRole('region', { name: 'Cần sửa' }).getByRole('listitem');
  expect(await errors.allTextContents()).toEqual([
    'survey!A13Không có danh sách lựa chọn “nhieu” trong trang choices.',
    'survey!G13Không có câu hỏi nào tên “khong_co”.',
  ]);
  await choose(window, { name: 'ảnh.xlsx', mimeType: '', buffer: Buffer.from('không phải Excel') });
  await dialog.getByText('Đây không phải tệp Excel (.xlsx).').waitFor();
  expect(await server.sql('select 1 from sync.templates')).toEqual([]);

  await choose(window, await formFile(servicePoint));
  await dialog.getByText('Biểu mẫu dùng được.').waitFor();
  await dialog.getByText('7 câu hỏi · 1 nhóm · 1 phần lặp').waitFor();
  await dialog.getByLabel('Bưu chính').check();
  await dialog.getByRole('button', { name: 'Lưu và công bố' }).click();
  await window.getByRole('heading', { name: 'Kiểm tra điểm phục vụ bưu chính', level: 1 }).waitFor();
  await window.getByText('Điểm phục vụ có mở cửa không?').waitFor();
  await window.getByText(/mo_cua} = 'n'/).waitFor();
  await expect.poll(() => server.sql('select state from sync.templates')).toEqual([{ state: 'published' }]);

  // It goes out as a form, and the same form changes nothing.
  const out = path.join(await stage.newFolder('documents'), 'mẫu.xlsx');
  await chooseFile(electron, out);
  await window.getByRole('button', { name: 'Xuất .xlsx' }).click();
  await window.getByText('Đã xuất “Kiểm tra điểm phục vụ bưu chính”.').waitFor();
  const written = { name: 'mẫu.xlsx', mimeType: '', buffer: await readFile(out) };

  // The next version is a draft, which takes the place of the first once it is published.
  await window.getByRole('button', { name: 'Nhập phiên bản mới' }).click();
  await choose(window, written);
  await dialog.getByRole('button', { name: 'Lưu bản nháp' }).click();
  await window.getByText('Biểu mẫu này giống hệt phiên bản đang có.').waitFor();
  const longer = { ...servicePoint, survey: `${servicePoint.survey}\n| text | them | Ghi thêm | More | | | | | | |` };
  await choose(window, await formFile(longer));
  await dialog.getByLabel('Phiên bản này thay đổi gì').fill('Thêm chỗ ghi');
  await dialog.getByRole('button', { name: 'Lưu bản nháp' }).click();
  await window.getByRole('button', { name: 'Công bố' }).click();
  await window.getByText('Đã công bố “Kiểm tra điểm phục vụ bưu chính”').waitFor();
  const versions = () =>
    server.sql(`select (body::json ->> 'version')::int as version, state from sync.templates order by 1`);
  await expect.poll(versions).toEqual([
    { version: 1, state: 'retired' },
    { version: 2, state: 'published' },
  ]);
  const ids = await server.sql<{ ids: string }>(
    `select body::json #>> '{content,nodes,0,id}' as ids from sync.templates order by id`,
  );
  expect(new Set(ids.map((each) => each.ids)).size).toBe(1);

  const { window: an } = await laptopOf(stage, server.url, 'an');
  await openTemplates(an);
  await an.getByRole('link', { name: 'Kiểm tra điểm phục vụ bưu chính' }).click();
  await an.getByText('Ghi thêm').waitFor();
  expect(await an.getByRole('button', { name: 'Ngừng dùng' }).count()).toBe(0);
  expect(await an.getByRole('button', { name: 'Nhập biểu mẫu' }).count()).toBe(0);
});

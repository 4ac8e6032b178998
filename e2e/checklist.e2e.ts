import { expect } from 'vitest';
import { openCase, openTab } from './story/case.ts';
import { enterOffered, syncLine } from './story/people.ts';
import { test } from './test.ts';

const compliant = /^Tuân thủ/;
const notCompliant = /^Không tuân thủ/;

test('a report that contradicts itself says so until it is mended, by keys alone', async ({ stage }) => {
  const server = await stage.startServer({ demonstration: true });
  const { window } = await stage.openApplication({ serverUrl: server.url });
  await enterOffered(window, 'Trần Văn Bình');
  await syncLine(window, /^Đã đồng bộ/);
  await openCase(window, 'Công ty TNHH Chuyển phát Gió Lành');

  await window.getByText('1 mục “Không tuân thủ” chưa có phát hiện').waitFor();
  await window.getByRole('link', { name: 'Mở bảng kiểm' }).first().click();
  const item = window.getByRole('region', { name: /^[A-Z]+\d+$/ });
  await item.getByRole('button', { name: notCompliant, pressed: true }).waitFor();
  await item.getByRole('button', { name: 'Thêm phát hiện' }).click();
  const fact = item.getByRole('textbox', { name: 'Mô tả sự việc' });
  await fact.and(window.locator(':focus')).waitFor();
  await window.keyboard.type('Hai hợp đồng không có chữ ký.');
  await window.keyboard.press('Escape');
  expect(await fact.and(window.locator(':focus')).count()).toBe(0);

  await window.keyboard.press('1');
  await item.getByRole('button', { name: compliant, pressed: true }).waitFor();
  await item.getByText('Mục này không trả lời “Không tuân thủ” nhưng có vi phạm.').waitFor();
  await window.keyboard.press('Control+z');
  await item.getByRole('button', { name: notCompliant, pressed: true }).waitFor();
  expect(await item.getByText('nhưng có vi phạm').count()).toBe(0);
  expect(await fact.inputValue()).toBe('Hai hợp đồng không có chữ ký.');

  await openTab(window, 'Tổng quan');
  const missing = window.getByRole('listitem');
  await missing.filter({ hasText: '1 vi phạm chưa nêu điều khoản' }).filter({ hasText: 'phát hiện 2' }).waitFor();
  await missing.filter({ hasText: '1 vi phạm chưa đề xuất xử lý' }).filter({ hasText: 'phát hiện 2' }).waitFor();
});

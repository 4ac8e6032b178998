import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Stage } from './launch.ts';
import { openCase, openTab } from './story/case.ts';
import { enterOffered, openDemonstration, syncLine } from './story/people.ts';
import { test } from './test.ts';

const compliant = /^Tuân thủ/;
const notCompliant = /^Không tuân thủ/;

/** An's checklist of a case that is being checked on site. */
async function openChecklist(stage: Stage): Promise<Page> {
  const { window } = await openDemonstration(stage, 'Nguyễn Thị An');
  await openCase(window, 'Công ty CP Bưu chính Sao Mai');
  await openTab(window, 'Bảng kiểm');
  return window;
}

test('a report that contradicts itself says so until it is mended, by keys alone', async ({ stage }) => {
  const { window } = await openDemonstration(stage, 'Trần Văn Bình');
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

test('a line taken out of a table comes back, and nothing else is taken back with it', async ({ stage }) => {
  const window = await openChecklist(stage);
  const item = window.getByRole('region', { name: /^[A-Z]+\d+$/ });
  const section = window.getByRole('navigation').getByText('Khiếu nại', { exact: false }).last();
  const processor = await window.context().newCDPSession(window);
  // Keys that come faster than a slow laptop draws all count.
  await processor.send('Emulation.setCPUThrottlingRate', { rate: 20 });
  await section.click();
  for (let down = 0; down < 3; down++) await window.keyboard.press('ArrowDown');
  const before = item.filter({ hasText: 'giải quyết khiếu nại trong thời hạn' });
  await before.waitFor();
  await processor.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  const number = await before.getAttribute('aria-label');
  await window.keyboard.press('1');
  await before.getByRole('button', { name: compliant, pressed: true }).waitFor();

  await window.getByText('Số khiếu nại trong kỳ, số quá hạn').click();
  await item.getByRole('button', { name: 'Thêm dòng' }).click();
  const cell = item.getByRole('textbox', { name: /, dòng 1$/ }).first();
  await cell.fill('Chậm phát');
  await cell.press('Tab');
  await item.getByRole('button', { name: 'Xóa dòng' }).last().click();
  await window.getByText('Đã xóa một dòng.').waitFor();
  expect(await cell.count()).toBe(0);
  await window.keyboard.press('Control+z');
  await cell.waitFor();
  expect(await cell.inputValue()).toBe('Chậm phát');
  await window.keyboard.press('Control+z');
  await window.getByRole('button', { name: new RegExp(`^${number}.*Tuân thủ$`) }).waitFor();
});

test('a figure takes no words and keeps its decimals; a table goes on with Enter', async ({ stage }) => {
  const window = await openChecklist(stage);
  await window.getByText('Tỷ lệ thời gian toàn trình').click();
  const item = window.getByRole('region', { name: /^[A-Z]+\d+$/ });
  const figure = item.getByRole('textbox', { name: 'Nội dung ghi' });
  await figure.pressSequentially('khoảng 95,5');
  await item.getByText('Ô này chỉ nhận số').waitFor();
  expect(await figure.inputValue()).toBe('95,5 %');
  await figure.press('Escape');
  expect(await figure.inputValue()).toBe('95,5 %');

  await window.getByText('Số khiếu nại trong kỳ, số quá hạn').click();
  await item.getByRole('button', { name: 'Thêm dòng' }).click();
  await window.keyboard.type('Chậm phát');
  await window.keyboard.press('Enter');
  const second = item.getByRole('textbox', { name: /, dòng 2$/ }).first();
  await second.and(window.locator(':focus')).waitFor();
  // An empty line makes no other.
  await window.keyboard.press('Enter');
  expect(await item.getByRole('textbox', { name: /, dòng 3$/ }).count()).toBe(0);
});

test('a reply to a remark can be taken back, and an entity is corrected for everyone', async ({ stage }) => {
  const server = await stage.startServer({ demonstration: true });
  const an = await stage.openApplication({ serverUrl: server.url });
  const dung = await stage.openApplication({ serverUrl: server.url });
  await enterOffered(an.window, 'Nguyễn Thị An');
  await enterOffered(dung.window, 'Phạm Văn Dũng');
  await syncLine(dung.window, /^Đã đồng bộ/);
  await syncLine(an.window, /^Đã đồng bộ/);
  await openCase(an.window, 'Công ty TNHH Bưu chính Bồ Câu');
  const address = await an.window.evaluate(() => location.hash);
  await dung.window.evaluate((hash) => {
    location.hash = hash;
  }, address);
  await dung.window.getByRole('heading', { name: 'Công ty TNHH Bưu chính Bồ Câu' }).waitFor();
  await openTab(an.window, 'Thẩm định');
  await an.window.getByText('phải sửa', { exact: true }).waitFor();
  await an.window.getByRole('textbox', { name: 'Trả lời nhận xét' }).fill('Đã nêu ngày hết hạn.');
  await an.window.getByRole('button', { name: 'Đã sửa', exact: true }).click();
  await an.window.getByText('phải sửa', { exact: true }).waitFor({ state: 'hidden' });
  const reply = an.window.getByText('Đã nêu ngày hết hạn.').locator('..');
  await reply.getByRole('button', { name: 'Rút lại' }).click();
  await an.window.getByText('phải sửa', { exact: true }).waitFor();
  expect(await an.window.getByText('Đã nêu ngày hết hạn.').count()).toBe(0);

  await openTab(an.window, 'Tổng quan');
  await an.window.getByRole('button', { name: 'Sửa', exact: true }).first().click();
  await an.window.getByRole('textbox', { name: 'Người đại diện' }).fill('Nguyễn Văn Khải');
  await an.window.getByRole('textbox', { name: 'Tên đối tượng' }).fill('Công ty TNHH Bưu chính Bồ Câu Trắng');
  await an.window.getByRole('textbox', { name: 'Điện thoại' }).focus();
  await an.window.getByRole('textbox', { name: 'Mã số thuế' }).fill('12AB');
  await an.window.getByRole('textbox', { name: 'Điện thoại' }).focus();
  await an.window.getByText('Cần 10 chữ số').waitFor();
  expect(await an.window.getByRole('textbox', { name: 'Mã số thuế' }).inputValue()).toBe('12AB');
  await dung.window.getByRole('heading', { name: 'Công ty TNHH Bưu chính Bồ Câu Trắng' }).waitFor();
  await dung.window.getByText('Nguyễn Văn Khải').waitFor();
});

test('what a colleague saves is not put under the cursor, and both texts are kept', async ({ stage }) => {
  const server = await stage.startServer({ demonstration: true });
  const an = await stage.openApplication({ serverUrl: server.url });
  const binh = await stage.openApplication({ serverUrl: server.url });
  const people = [
    [an.window, 'Nguyễn Thị An'],
    [binh.window, 'Trần Văn Bình'],
  ] as const;
  for (const [window, name] of people) {
    await enterOffered(window, name);
    await syncLine(window, /^Đã đồng bộ/);
    await openCase(window, 'Công ty CP Bưu chính Sao Mai');
    await openTab(window, 'Phát hiện');
  }
  const fact = (window: Page) => window.getByRole('textbox', { name: 'Mô tả sự việc' });
  await fact(binh.window).fill('Bình ghi.');
  await an.window.getByText('Bình ghi.', { exact: true }).waitFor();
  await fact(an.window).fill('An ghi lại.');
  await an.window.getByRole('textbox', { name: 'Tên phát hiện' }).fill('Tên do An đặt');
  await an.window.getByRole('textbox', { name: 'Tên phát hiện' }).blur();
  // The title, written after the text, is here.
  await binh.window.getByText('Tên do An đặt').first().waitFor();
  expect(await fact(binh.window).inputValue()).toBe('Bình ghi.');
  await fact(binh.window).pressSequentially(' Thêm một câu.');
  expect(await fact(binh.window).inputValue()).toBe('Bình ghi. Thêm một câu.');
  await fact(binh.window).blur();
  await binh.window.getByRole('button', { name: /giá trị khác nhau/ }).click();
  const choice = binh.window.getByRole('region', { name: 'Mô tả sự việc' });
  await choice.getByText('Bình ghi. Thêm một câu.', { exact: true }).waitFor();
  await choice.getByText('An ghi lại.', { exact: true }).waitFor();
});

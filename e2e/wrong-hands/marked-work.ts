import type { Page } from 'playwright-core';
import { move, openTab } from '../story/case.ts';
import { postalCase } from '../story/field-to-supervisor.ts';

/** Words that nobody else writes, in each kind of document that an inspector types. */
export const markedTexts = {
  entityName: 'Hộ kinh doanh Khuỷu Rưỡi Xoẹt',
  entityAddress: 'Ngõ Thuở Quạnh, ấp Nguệch Ngoạc',
  ground: 'QĐ-Vượn-Khươu-7731',
  note: 'Chẳng ngoảnh lại hẫng hụt bên quầy Ễnh Ương',
  fact: 'Tờ vận đơn nhũn nhặn ghi chuệch choạng rưỡm',
} as const;

/** Types marked words into a new entity, a case, an answer and a finding, and searches for them. */
export async function typeMarkedWork(page: Page): Promise<void> {
  await makeMarkedCase(page);
  for (const verb of ['Ghi nhận quyết định', 'Công bố quyết định', 'Bắt đầu kiểm tra']) await move(page, verb);
  await openTab(page, 'Bảng kiểm');
  const item = page.getByRole('region', { name: /^[A-Z]+\d+$/ });
  await item.getByRole('button', { name: /^Không tuân thủ/ }).click();
  const fact = item.getByRole('textbox', { name: 'Mô tả sự việc' });
  await fact.and(page.locator(':focus')).waitFor();
  await page.keyboard.insertText(markedTexts.fact);
  await fact.blur();
  const note = item.getByRole('textbox', { name: 'Ghi chú', exact: true });
  await note.fill(markedTexts.note);
  await note.blur();
  await search(page, markedTexts.entityName);
}

async function makeMarkedCase(page: Page): Promise<void> {
  const { startsOn, endsOn, suggested } = postalCase();
  await page
    .getByRole('link', { name: /Vụ việc/ })
    .first()
    .click();
  await page.getByRole('link', { name: 'Tạo vụ việc' }).first().click();
  await page.getByRole('textbox', { name: 'Tìm đối tượng' }).fill(markedTexts.entityName);
  await page.getByRole('option', { name: 'Thêm đối tượng mới' }).click();
  await page.getByRole('textbox', { name: 'Địa chỉ' }).fill(markedTexts.entityAddress);
  await page.getByText('Bưu chính', { exact: true }).first().click();
  await page.getByRole('textbox', { name: /Ngày bắt đầu/ }).fill(startsOn);
  await page.getByRole('textbox', { name: /Ngày kết thúc/ }).fill(endsOn);
  // Leaving the field counts the procedure, which moves what stands below it.
  await page.keyboard.press('Tab');
  await page.getByText(/Thời hạn tối đa/).waitFor();
  await page.getByRole('checkbox', { name: suggested, checked: true }).waitFor();
  await page.getByRole('textbox', { name: /Số văn bản căn cứ/ }).fill(markedTexts.ground);
  await page.getByRole('textbox', { name: /Ngày ban hành căn cứ/ }).fill(startsOn);
  await page.getByRole('textbox', { name: /Người ban hành căn cứ/ }).fill('Giám đốc Sở');
  await page.getByRole('button', { name: 'Tạo vụ việc' }).click();
  await page.waitForURL(/cases\/[^/]+\/overview/);
}

async function search(page: Page, words: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.getByPlaceholder('Tên đối tượng, số vụ việc').fill(words);
  await page.getByRole('dialog').getByText(words).first().waitFor();
  await page.keyboard.press('Escape');
}

import type { Page } from 'playwright-core';

/** A case that the story makes. */
export interface StoryCase {
  readonly entity: string;
  /** The template that the entity's sectors suggest, and those that are added by hand. */
  readonly suggested: RegExp;
  readonly templates: readonly RegExp[];
  readonly members: readonly string[];
  readonly ground: string;
  /** dd/mm/yyyy. */
  readonly startsOn: string;
  readonly endsOn: string;
}

/** Fills the form of a new case as a newcomer would, and makes the case; answers its address in the program. */
export async function makeCase(page: Page, made: StoryCase, beforeSubmit = async () => {}): Promise<string> {
  await page
    .getByRole('link', { name: /Vụ việc/ })
    .first()
    .click();
  await page
    .getByRole('link', { name: 'Tạo vụ việc' })
    .or(page.getByRole('button', { name: 'Tạo vụ việc' }))
    .first()
    .click();
  const search = page.getByRole('textbox', { name: 'Tìm đối tượng' });
  await search.fill(made.entity);
  const option = page.getByRole('option', { name: new RegExp(`^${made.entity}`) });
  await option.first().waitFor();
  await search.press('ArrowDown');
  await search.press('Enter');
  await page.getByRole('textbox', { name: /Ngày bắt đầu/ }).fill(made.startsOn);
  await page.getByRole('textbox', { name: /Ngày kết thúc/ }).fill(made.endsOn);
  // Leaving the field counts the procedure, which moves what stands below it.
  await page.keyboard.press('Tab');
  await page.getByText(/Thời hạn tối đa/).waitFor();
  await page.getByRole('checkbox', { name: made.suggested, checked: true }).waitFor();
  await page.getByRole('button', { name: 'Mẫu khác' }).click();
  for (const template of made.templates) await page.getByRole('checkbox', { name: template }).check();
  await page.getByRole('textbox', { name: /Số văn bản căn cứ/ }).fill(made.ground);
  await page.getByRole('textbox', { name: /Ngày ban hành căn cứ/ }).fill(made.startsOn);
  await page.getByRole('textbox', { name: /Người ban hành căn cứ/ }).fill('Giám đốc Sở');
  for (const member of made.members) {
    await page
      .getByRole('textbox', { name: /Thêm thành viên/ })
      .or(page.getByRole('combobox', { name: /Thêm thành viên/ }))
      .fill(member);
    await page
      .getByRole('option', { name: new RegExp(member) })
      .first()
      .click();
  }
  await beforeSubmit();
  await page.getByRole('button', { name: 'Tạo vụ việc' }).click();
  await page.waitForURL(/cases\/[^/]+\/overview/);
  return page.url().replace(/\/overview.*$/, '');
}

/** Opens a tab of the case that is on the screen. */
export async function openTab(
  page: Page,
  tab: 'Tổng quan' | 'Bảng kiểm' | 'Phát hiện' | 'Chứng cứ' | 'Văn bản' | 'Nhật ký' | 'Thẩm định',
) {
  await page
    .getByRole('navigation', { name: 'Các phần của vụ việc' })
    .getByRole('link', { name: new RegExp(`^${tab}`) })
    .click();
}

/** The number that the server gave the case on the screen. */
export async function caseNumber(page: Page): Promise<string> {
  const number = page.getByText(/^KT-\d{4}-\d{4}$/).first();
  return (await number.textContent()) ?? '';
}

/** Types these words over the list of cases. */
export async function searchCases(page: Page, words: string): Promise<void> {
  await page
    .getByRole('link', { name: /Vụ việc/ })
    .first()
    .click();
  await page
    .getByRole('textbox', { name: /Số, đối tượng/ })
    .or(page.getByRole('searchbox'))
    .first()
    .fill(words);
}

/** Finds a case by its number, or the first one by the name of its entity, and opens it. */
export async function openCase(page: Page, words: string): Promise<void> {
  await searchCases(page, words);
  await page
    // The list shows the running part of a number alone.
    .getByRole('row', { name: words.replace(/^KT-\d+-/, '') })
    .first()
    .dblclick();
  await page.waitForURL(/cases\/[^/]+\/overview/);
}

/** Takes a step of the case: the button, the question, the answer. */
export async function move(page: Page, verb: string, reason = ''): Promise<void> {
  await page.getByRole('button', { name: verb, exact: true }).first().click();
  const question = page.getByRole('dialog', { name: verb });
  if (reason) await question.getByRole('textbox').fill(reason);
  await question.getByRole('button', { name: verb, exact: true }).click();
  await question.waitFor({ state: 'hidden' });
}

/** Ends the visit on site although things are left that can be done there alone: through their list, with a reason. */
export async function endVisitEarly(page: Page, reason: string): Promise<void> {
  await page.getByRole('link', { name: 'Kết thúc kiểm tra tại chỗ' }).click();
  await page.getByRole('button', { name: 'Rời đi khi chưa đủ, ghi lý do' }).click();
  const dialog = page.getByRole('dialog', { name: 'Rời đi khi chưa đủ' });
  await dialog.getByRole('textbox', { name: 'Lý do' }).fill(reason);
  await dialog.getByRole('checkbox', { name: /^Kết thúc buổi kiểm tra luôn/ }).check();
  await dialog.getByRole('button', { name: 'Ghi lý do và kết thúc' }).click();
  await dialog.waitFor({ state: 'hidden' });
}

import type { Locator, Page } from 'playwright-core';

/** What the story finds at an item that is not complied with. */
export interface StoryFinding {
  /** Words of the item's question. */
  readonly item: string;
  /** What to search the provisions for, and the citation to choose. */
  readonly search: string;
  readonly provision: RegExp;
  readonly fact: string;
}

export interface AnsweredChecklist {
  readonly answered: number;
  readonly findings: number;
}

const openItem = (page: Page) => page.getByRole('region', { name: /^[A-Z]+\d+$/ });

/** Works through the checklist from its first item with the keyboard; what is not found is complied with. */
export async function workThrough(page: Page, findings: readonly StoryFinding[]): Promise<AnsweredChecklist> {
  const item = openItem(page);
  let answered = 0;
  let found = 0;
  while ((await leftOver(page)) > 0) {
    const question = (await item.getByRole('heading').first().textContent()) ?? '';
    const finding = findings.find(({ item: words }) => question.includes(words));
    if (!(await isAboutCompliance(item))) {
      const before = await answeredOf(page);
      await record(page, item);
      // An answer decides what else is asked: the next item is known once it is saved.
      await page.getByRole('link').filter({ hasText: before }).waitFor({ state: 'detached' });
    } else if (finding) {
      await refuse(page, item, finding);
      found += 1;
    } else {
      await page.keyboard.press('1');
      await item.getByRole('button', { name: /^Tuân thủ/, pressed: true }).waitFor();
    }
    answered += 1;
    const here = (await item.getAttribute('aria-label')) ?? '';
    await page.keyboard.press('ArrowDown');
    // The last item stays open: then nothing is left over.
    await page.waitForFunction(
      ([before, none]) =>
        document.querySelector('section[aria-label]')?.getAttribute('aria-label') !== before ||
        [...document.querySelectorAll('nav button')].some((button) => button.textContent?.trim() === none),
      [here, 'Chưa trả lời 0'],
    );
  }
  return { answered, findings: found };
}

/** How many items are answered of those that are asked, as the case's tab says: `Bảng kiểm57/63`. */
async function answeredOf(page: Page): Promise<RegExp> {
  const words = (await page.getByRole('link', { name: /^Bảng kiểm/ }).textContent()) ?? '';
  return new RegExp(`^${words}$`);
}

/** Items that are asked and not answered, as the list of sections says. */
async function leftOver(page: Page): Promise<number> {
  const words = await page.getByRole('button', { name: /^Chưa trả lời/ }).textContent();
  return Number(words?.replace(/\D/g, ''));
}

async function isAboutCompliance(item: Locator): Promise<boolean> {
  return (await item.getByRole('button', { name: 'Không áp dụng' }).count()) > 0;
}

async function refuse(page: Page, item: Locator, finding: StoryFinding): Promise<void> {
  await page.keyboard.press('2');
  const fact = item.getByRole('textbox', { name: 'Mô tả sự việc' });
  await fact.and(page.locator(':focus')).waitFor();
  await page.keyboard.insertText(finding.fact);
  await item.getByRole('textbox', { name: 'Điều khoản' }).fill(finding.search);
  await item.getByRole('button', { name: finding.provision }).click();
  await item.getByRole('button', { name: 'Chọn điều khoản khác' }).waitFor();
  await item.getByRole('combobox', { name: 'Đề xuất xử lý' }).or(item.getByLabel('Đề xuất xử lý')).first().click();
  await page.getByRole('option', { name: 'Lập biên bản vi phạm hành chính' }).click();
  await fact.focus();
  await page.keyboard.press('Escape');
}

/** Records what an item asks for: a choice, a figure, a date, a table or a text. */
async function record(page: Page, item: Locator): Promise<void> {
  const addLine = item.getByRole('button', { name: 'Thêm dòng' });
  if ((await addLine.count()) > 0) {
    await addLine.click();
    const cell = item.getByRole('table').getByRole('textbox').first();
    await cell.fill('01');
    await cell.blur();
    return;
  }
  const field = item.getByLabel('Nội dung ghi').first();
  if ((await field.getAttribute('aria-haspopup')) === 'listbox') {
    await field.click();
    await page.getByRole('option').first().click();
    await field.blur();
    return;
  }
  const isDate = (await item.getByRole('button', { name: /lịch/ }).count()) > 0;
  const isNumber =
    (await field.getAttribute('inputmode')) === 'decimal' || (await field.getAttribute('inputmode')) === 'numeric';
  await field.fill(isDate ? '01/11/2026' : isNumber ? '12' : 'Đã xem hồ sơ gốc tại chỗ.');
  await field.blur();
}

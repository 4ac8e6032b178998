import type { Locator, Page } from 'playwright-core';

/** Makes a document of the form in the tab Văn bản; it is open then. */
export async function makeDocument(window: Page, form: RegExp): Promise<void> {
  await window.getByRole('button', { name: 'Lập văn bản' }).click();
  await window.getByRole('menuitem', { name: form }).click();
  await window.getByRole('heading', { level: 1 }).waitFor();
}

/** The document as it is on paper. */
export function paperOf(window: Page) {
  return window.getByRole('region', { name: 'Bản giấy' });
}

/** Unfolds a part of the open document. */
export async function openPart(window: Page, name: RegExp): Promise<void> {
  await window.getByRole('button', { name, expanded: false }).click();
}

/** Says that it ends now, and how many sheets it has where the form asks. */
export async function finishDocument(window: Page, sheets = ''): Promise<void> {
  await openPart(window, /^Thời gian, địa điểm/);
  await window.getByRole('button', { name: 'Bây giờ' }).last().click();
  if (sheets === '') return;
  await window.getByLabel('Số tờ').fill(sheets);
  await window.keyboard.press('Tab');
}

/** Lets somebody read and sign, with a mouse. */
export async function signDocument(window: Page, name: string): Promise<void> {
  const signer = window.getByRole('list', { name: 'Chữ ký' }).getByRole('listitem').filter({ hasText: name });
  await signer.getByRole('button', { name: 'Lấy chữ ký' }).click();
  const dialog = window.getByRole('dialog', { name: `Chữ ký của ${name}` });
  await dialog.getByRole('button', { name: 'Đã đọc, ký' }).click();
  const pad = await dialog.getByRole('img', { name: 'Khung ký' }).boundingBox();
  if (!pad) throw new Error('no box to sign in');
  const at = (x: number, y: number) => [pad.x + pad.width * x, pad.y + pad.height * y] as const;
  await window.mouse.move(...at(0.2, 0.6));
  await window.mouse.down();
  for (const [x, y] of [
    [0.3, 0.2],
    [0.4, 0.7],
    [0.6, 0.3],
  ] as const) {
    await window.mouse.move(...at(x, y), { steps: 4 });
  }
  await window.mouse.up();
  await dialog.getByRole('button', { name: 'Nhận chữ ký' }).click();
  await dialog.waitFor({ state: 'hidden' });
}

/** Somebody who saw what was done, added to those present. */
export async function addWitness(window: Page, name: string): Promise<void> {
  await openPart(window, /^Người có mặt/);
  await window.getByRole('combobox', { name: 'Thêm người' }).fill(name);
  await window.keyboard.press('Enter');
  await window.getByRole('combobox', { name: 'Là người của' }).click();
  await window.getByRole('option', { name: 'Người chứng kiến' }).click();
}

/** The one screen on which it is told that somebody does not sign. */
export async function openRefusal(window: Page, name: string): Promise<Locator> {
  const refuser = window.getByRole('list', { name: 'Chữ ký' }).getByRole('listitem').filter({ hasText: name });
  await refuser.getByRole('button', { name: 'Từ chối ký' }).click();
  return window.getByRole('dialog', { name: `${name} từ chối ký` });
}

export async function tellRefusal(
  window: Page,
  refusal: Locator,
  { witness, official }: { witness: string; official: string },
  beforeTold = async () => {},
): Promise<void> {
  await refusal.getByRole('button', { name: 'Không đồng ý với nội dung biên bản' }).click();
  await refusal.getByRole('combobox', { name: /Người chứng kiến/ }).click();
  await window.getByRole('option', { name: new RegExp(witness) }).click();
  await refusal.getByRole('combobox', { name: 'Người thứ hai cùng xác nhận' }).click();
  await window.getByRole('option', { name: new RegExp(official) }).click();
  await beforeTold();
  await refusal.getByRole('button', { name: 'Ghi việc từ chối ký' }).click();
}

import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { chooseFile } from './story/dialogs.ts';
import { caseOnServer, drawn, openEvidence } from './story/evidence.ts';
import { test } from './test.ts';

const patience = { timeout: 20_000 };

/** Draws with the mouse from one place of an area to another, both as shares of it. */
async function drag(page: Page, area: Locator, from: readonly [number, number], to: readonly [number, number]) {
  const box = await area.boundingBox();
  if (!box) throw new Error('nothing to draw on');
  const at = ([x, y]: readonly [number, number]) => [box.x + x * box.width, box.y + y * box.height] as const;
  await page.mouse.move(...at(from));
  await page.mouse.down();
  await page.mouse.move(...at([(from[0] + to[0]) / 2, (from[1] + to[1]) / 2]));
  await page.mouse.move(...at(to));
  await page.mouse.up();
}

/** Size of a JPEG, and the colours of its pixels at these shares. */
function look(page: Page, jpeg: Buffer, places: readonly (readonly [number, number])[]) {
  return page.evaluate(
    async ({ base64, places }) => {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      const image = await createImageBitmap(new Blob([bytes], { type: 'image/jpeg' }));
      const context = new OffscreenCanvas(image.width, image.height).getContext('2d');
      context?.drawImage(image, 0, 0);
      const colours = places.map(([x, y]) => [
        ...(context?.getImageData(Math.round(x * image.width), Math.round(y * image.height), 1, 1).data ?? []),
      ]);
      return { size: [image.width, image.height], colours };
    },
    { base64: jpeg.toString('base64'), places },
  );
}

test('what is drawn over a picture is shown everywhere, taken back, and part of a copy alone: of what is covered the copy holds nothing', async ({
  stage,
}) => {
  const { server, caseId } = await caseOnServer();
  const { window, electron } = await openEvidence(stage, { server, caseId }, 'an');
  const photograph = await drawn(window, 1_600, 1_200, 'Biển hiệu');
  await window
    .locator('input[type=file]')
    .setInputFiles([{ name: 'IMG_0412.jpg', mimeType: 'image/jpeg', buffer: photograph }]);
  const list = window.getByRole('list', { name: 'Chứng cứ của vụ việc' });
  await list.locator('img').waitFor();
  await list.getByRole('button', { name: /IMG_0412/ }).click();
  await window.getByRole('button', { name: 'Mở bản gốc' }).last().click();
  const viewer = window.getByRole('dialog');
  await viewer.getByRole('img', { name: 'IMG_0412.jpg' }).waitFor();
  const area = viewer.getByRole('group', { name: /^Ảnh để chú thích/ });
  const layers = viewer.getByRole('list', { name: 'Các chú thích' });
  const stored = async () => {
    const [found] = await server.sql<{ body: string }>('select body from sync.evidence');
    return found && JSON.parse(found.body).layers;
  };

  await viewer.getByRole('button', { name: 'Che kín', exact: true }).click();
  await drag(window, area, [0.1, 0.35], [0.6, 0.65]);
  await layers.getByText('Che kín 1').waitFor();
  // By keys alone: words in the middle, moved, removed, and back again.
  await viewer.getByRole('button', { name: 'Chữ', exact: true }).press('Enter');
  await area.press('Enter');
  await layers.getByRole('textbox').fill('Sai tên doanh nghiệp');
  await window.keyboard.press('Enter');
  await area.press('ArrowRight');
  await area.press('Delete');
  await expect.poll(() => layers.getByRole('listitem').count(), patience).toBe(1);
  await area.press('Control+z');
  await layers.getByText('Chữ 2').waitFor();
  await viewer.getByRole('button', { name: 'Cắt', exact: true }).click();
  await drag(window, area, [0, 0], [0.75, 1]);
  await layers.getByText('Cắt 3').waitFor();
  const text = { kind: 'text', text: 'Sai tên doanh nghiệp', left: expect.closeTo(0.41) };
  await expect.poll(stored, patience).toMatchObject([{ kind: 'blur' }, text, { kind: 'crop' }]);

  await viewer.getByRole('button', { name: 'Chữ', exact: true }).click();
  await drag(window, area, [0.4, 0.8], [0.4, 0.8]);
  await window.keyboard.type('Thiếu số nhà');
  await window.keyboard.press('Enter');
  await expect
    .poll(async () => (await stored()).at(-1), patience)
    .toMatchObject({ kind: 'text', text: 'Thiếu số nhà' });

  const file = path.join(await stage.newFolder('copy'), 'copy.jpg');
  await chooseFile(electron, file);
  await viewer.getByRole('button', { name: 'Xuất bản có chú thích' }).click();
  await window.getByText('Đã lưu bản có chú thích ra tệp; bản gốc giữ nguyên.').waitFor();
  const copy = await look(window, await readFile(file), [
    [0.3, 0.5],
    [0.95, 0.95],
  ]);
  expect(copy.size[0]).toBeCloseTo(1_200, -1);
  expect(copy.size[1]).toBeCloseTo(1_200, -1);
  const [covered = [], bare = []] = copy.colours;
  for (const [place, value] of [0x7a, 0x83, 0x83].entries())
    expect(Math.abs((covered[place] ?? 0) - value)).toBeLessThan(6);
  expect(bare).not.toEqual(covered);

  await viewer.getByText('Bản gốc', { exact: true }).click();
  await expect.poll(() => viewer.locator('svg rect[fill="#7a8383"]').count(), patience).toBe(0);
  await window.keyboard.press('Escape');
  await viewer.waitFor({ state: 'detached' });
  await list.locator('svg rect[fill="#7a8383"]').waitFor({ state: 'attached' });
  await window.getByText('Lưu ra tệp', { exact: true }).waitFor();

  // The original is what it was.
  await window.getByRole('button', { name: 'Kiểm tra tính toàn vẹn' }).click();
  await window.getByText(/1\/1 bản gốc/).waitFor();
});

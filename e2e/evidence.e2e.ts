import path from 'node:path';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { openNetwork } from './network.ts';
import { caseOnServer, drawn, openEvidence } from './story/evidence.ts';
import { syncLine } from './story/people.ts';
import { alterLargest } from './story/sealed-files.ts';
import { test } from './test.ts';

test('photographs that are added stand in the case at once, are named and tied, and reach the server signed', async ({
  stage,
}) => {
  const { server, caseId } = await caseOnServer();
  const { window, userDataFolder } = await openEvidence(stage, { server, caseId }, 'an');
  await window.getByText('Chưa có chứng cứ nào').waitFor();

  const photograph = await drawn(window, 1_600, 1_200, 'Biển hiệu');
  await window.locator('input[type=file]').setInputFiles([
    { name: 'IMG_0412.jpg', mimeType: 'image/jpeg', buffer: photograph },
    { name: 'rỗng.txt', mimeType: 'text/plain', buffer: Buffer.alloc(0) },
    { name: 'bảng giá.txt', mimeType: 'text/plain', buffer: Buffer.from('Bảng giá cước\n') },
  ]);
  await window.getByText('Không thêm được 1 tệp').waitFor();
  await window.getByText('rỗng.txt: Tệp này không có nội dung.').waitFor();
  const list = window.getByRole('list', { name: 'Chứng cứ của vụ việc' });
  await expect.poll(() => list.getByRole('listitem').count()).toBe(2);
  // Its small picture is made beside the work.
  await list.locator('img').waitFor();
  expect(
    await list.locator('img').evaluate(async (image: HTMLImageElement) => {
      await image.decode();
      return [image.naturalWidth, image.naturalHeight];
    }),
  ).toEqual([480, 360]);

  await list.getByRole('button', { name: /IMG_0412/ }).click();
  await window.getByLabel('Tên gọi').fill('Biển hiệu điểm phục vụ số 2');
  await window.getByRole('combobox', { name: 'Gắn với phát hiện, mục bảng kiểm' }).click();
  await window.getByRole('option').first().click();
  await list.getByText('Biển hiệu điểm phục vụ số 2').waitFor();
  const stored = async () => {
    const found = await server.sql<{ body: string }>('select body from sync.evidence');
    return found.map(({ body }) => JSON.parse(body)).find(({ title }) => title === 'Biển hiệu điểm phục vụ số 2');
  };
  await expect.poll(stored).toMatchObject({
    caseId,
    createdBy: 'p-an',
    ties: [{ id: expect.stringMatching(/^item\|/) }],
    thumbnail: { sizeBytes: expect.any(Number) },
    signed: { record: { kind: 'photo', mediaType: 'image/jpeg', sizeBytes: photograph.byteLength } },
    withdrawn: null,
  });

  const check = async (words: RegExp) => {
    await window.getByRole('button', { name: 'Kiểm tra tính toàn vẹn' }).click();
    const dialog = window.getByRole('dialog');
    await dialog.getByText(words).waitFor();
    await window.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
  };
  await check(/Mọi thứ khớp\.\s*2\/2 bản gốc/);
  await alterLargest(path.join(userDataFolder, 'people'));
  await check(/“Biển hiệu điểm phục vụ số 2”: tệp trên máy này không còn đúng là bản gốc\./);

  await window.getByRole('button', { name: 'Rút khỏi hồ sơ' }).click();
  await window.getByRole('button', { name: 'Rút', exact: true }).click();
  await window.getByText('Ghi ngắn vì sao rút.').waitFor();
  await window.getByLabel('Vì sao rút').fill('chụp nhầm');
  await window.getByRole('button', { name: 'Rút', exact: true }).click();
  await window.getByText('Đã rút khỏi hồ sơ.').waitFor();
  await expect.poll(stored).toMatchObject({ withdrawn: { by: 'p-an', reason: 'chụp nhầm' } });
  await expect.poll(() => list.getByRole('listitem').count()).toBe(1);
});

test('an original reaches the server as it was taken, and a colleague who looks at its picture fetches it', async ({
  stage,
}) => {
  const { server, binh, caseId } = await caseOnServer();
  const { window: an } = await openEvidence(stage, { server, caseId }, 'an');
  const photograph = await drawn(an, 1_600, 1_200, 'Biển hiệu');
  await an
    .locator('input[type=file]')
    .setInputFiles([{ name: 'IMG_0412.jpg', mimeType: 'image/jpeg', buffer: photograph }]);
  const tile = (window: Page) =>
    window.getByRole('list', { name: 'Chứng cứ của vụ việc' }).getByRole('button', { name: /IMG_0412/ });
  await tile(an).waitFor();
  const [stored] = await (async () => {
    const rows = () => server.sql<{ id: string }>('select id from sync.evidence');
    await expect.poll(rows).toHaveLength(1);
    return rows();
  })();
  const content = async () => {
    const answer = await binh.request(`/evidence/${stored?.id}/original/content`);
    return answer.ok ? Buffer.from(await answer.arrayBuffer()).equals(photograph) : answer.status;
  };
  await an.getByText('Máy chủ đã nhận').waitFor();
  expect(await content()).toBe(true);

  const { window: colleague } = await openEvidence(stage, { server, caseId }, 'binh');
  await tile(colleague).locator('img').waitFor();
  await tile(colleague).click();
  await colleague.getByRole('button', { name: 'Mở bản gốc' }).last().click();
  await colleague.getByText('chưa có trên máy này').waitFor();
  await colleague.getByRole('button', { name: 'Tải bản gốc' }).click();
  const shown = colleague.getByRole('dialog').getByRole('img', { name: 'IMG_0412.jpg' });
  await shown.waitFor();
  expect(
    await shown.evaluate(async (image: HTMLImageElement) => {
      await image.decode();
      return [image.naturalWidth, image.naturalHeight];
    }),
  ).toEqual([1_600, 1_200]);
});

test('a copy that is damaged is fetched anew from the server that has it, and stays where none has', async ({
  stage,
}) => {
  const { server, caseId } = await caseOnServer();
  const network = await openNetwork(server.url);
  const { window, userDataFolder } = await openEvidence(stage, { server: network, caseId }, 'an');
  const people = path.join(userDataFolder, 'people');
  const list = window.getByRole('list', { name: 'Chứng cứ của vụ việc' });
  const dialog = window.getByRole('dialog');
  const take = async (name: string, width: number) => {
    const buffer = await drawn(window, width, 1_200, name);
    await window.locator('input[type=file]').setInputFiles([{ name, mimeType: 'image/jpeg', buffer }]);
    await list.getByRole('button', { name }).click();
  };
  const fetchAnew = async () => {
    await window.getByRole('button', { name: 'Mở bản gốc' }).last().click();
    await dialog.getByText('Tệp chứng cứ này không còn nguyên vẹn trên máy.').waitFor();
    await dialog.getByRole('button', { name: 'Tải lại bản gốc' }).click();
  };
  await take('IMG_0412.jpg', 1_600);
  await window.getByText('Máy chủ đã nhận').waitFor();
  await alterLargest(people);
  await fetchAnew();
  const shown = dialog.getByRole('img', { name: 'IMG_0412.jpg' });
  await shown.waitFor();
  expect(
    await shown.evaluate(async (image: HTMLImageElement) => {
      await image.decode();
      return image.naturalWidth;
    }),
  ).toBe(1_600);
  await window.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });

  await network.down();
  await take('IMG_0413.jpg', 3_200);
  await alterLargest(people);
  await fetchAnew();
  await dialog.getByText('Máy chủ chưa nhận đủ tệp này.').waitFor();
  await dialog.getByText('Tệp chứng cứ này không còn nguyên vẹn trên máy.').waitFor();
});

test('photographs of a camera, and sound, are evidence as soon as they are made; a case without a camera says so', async ({
  stage,
}) => {
  const { server, caseId } = await caseOnServer();
  const { window } = await openEvidence(stage, { server, caseId }, 'an', {
    args: ['--use-fake-device-for-media-stream'],
  });
  await window.getByRole('button', { name: 'Chụp, quay' }).click();
  const camera = window.getByRole('dialog', { name: 'Chụp ảnh, quay video chứng cứ' });
  const shutter = camera.getByRole('button', { name: 'Chụp', exact: true });
  for (const count of [1, 2]) {
    await shutter.click();
    await camera.getByText(`Đã chụp ${count} ảnh`).waitFor();
  }
  await camera.getByRole('button', { name: 'Xong' }).click();
  await window.getByRole('button', { name: 'Ghi âm' }).click();
  const recorder = window.getByRole('dialog', { name: 'Ghi âm làm chứng cứ' });
  await recorder.getByRole('button', { name: 'Bắt đầu ghi' }).click();
  await recorder.getByText('0:02').waitFor();
  await recorder.getByRole('button', { name: 'Dừng và lưu' }).click();
  await window.getByText(/Đã lưu bản ghi âm 0:0[23]/).waitFor();
  await recorder.waitFor({ state: 'hidden' });

  const microphone = await window.evaluateHandle(() => {
    const { mediaDevices } = navigator;
    const open = mediaDevices.getUserMedia.bind(mediaDevices);
    const slow = { open: () => undefined as unknown, opened: null as MediaStream | null };
    mediaDevices.getUserMedia = async (wanted) => {
      await new Promise((resolve) => {
        slow.open = () => resolve(null);
      });
      slow.opened = await open(wanted);
      return slow.opened;
    };
    return slow;
  });
  await window.getByRole('button', { name: 'Ghi âm', exact: true }).click();
  await recorder.getByRole('button', { name: 'Bắt đầu ghi' }).click();
  await recorder.getByRole('button', { name: 'Không ghi nữa' }).click();
  await recorder.waitFor({ state: 'hidden' });
  await microphone.evaluate((slow) => slow.open());
  await expect
    .poll(() => microphone.evaluate(({ opened }) => opened?.getTracks().map(({ readyState }) => readyState)))
    .toEqual(['ended']);
  const records = async () => {
    const rows = await server.sql<{ body: string }>('select body from sync.evidence order by id');
    return rows.map(({ body }) => JSON.parse(body).signed.record);
  };
  const photograph = { kind: 'photo', origin: 'recorded', mediaType: 'image/jpeg' };
  const sound = { kind: 'sound', origin: 'recorded', mediaType: expect.stringMatching(/webm/) };
  await expect.poll(records).toMatchObject([photograph, photograph, sound]);
  const [first, second, third] = await records();
  expect([first, second, third].map(({ chain }) => chain.sequence)).toEqual([1, 2, 3]);

  const { window: without } = await openEvidence(stage, { server, caseId }, 'an');
  await without.getByRole('button', { name: 'Chụp, quay' }).click();
  await without.getByText('Không thấy máy ảnh nào nối với máy tính này.').waitFor();
});

test('a clock that is set back without a network is said at once, beside what was taken then and at each check', async ({
  stage,
}) => {
  const { server, caseId } = await caseOnServer();
  const network = await openNetwork(server.url);
  const { window, electron } = await openEvidence(stage, { server: network, caseId }, 'an');
  const add = async (name: string) => {
    await window.locator('input[type=file]').setInputFiles([{ name, mimeType: '', buffer: Buffer.from(name) }]);
    await window.getByRole('button', { name: new RegExp(name) }).waitFor();
  };
  await add('trước.txt');
  await network.down();
  await syncLine(window, /^Ngoại tuyến/);
  await electron.evaluate(() => {
    const right = Date.now;
    Date.now = () => right() - 3 * 3_600_000;
  });
  await add('sau.txt');
  await window.getByText('Đồng hồ máy đã bị chỉnh lùi').waitFor();
  await window.getByRole('button', { name: /sau\.txt/ }).click();
  await window.getByText(/^bị chỉnh lùi trước lần lấy này/).waitFor();
  await window.getByRole('button', { name: 'Kiểm tra tính toàn vẹn' }).click();
  const dialog = window.getByRole('dialog');
  await dialog.getByText(/Mọi thứ khớp/).waitFor();
  await dialog.getByText(/^“sau\.txt” ghi lúc .*, bản ghi trước nó trong chuỗi ghi lúc /).waitFor();
  await window.keyboard.press('Escape');
  // What follows says no more of it.
  await add('sau nữa.txt');
  await window.getByText('Đồng hồ máy đã bị chỉnh lùi').waitFor({ state: 'hidden' });
});

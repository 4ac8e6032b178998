import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'vitest';
import { plugIn } from '../electron/main/gnss/testing-port.ts';
import { newCase, newEntity, row } from '../server/testing/documents.ts';
import { startTestServer } from '../server/testing/test-server.ts';
import { sentence } from '../shared/domain/position/testing/sentences.ts';
import { filmOfCode } from './story/code-film.ts';
import { caseOnServer, openEvidence } from './story/evidence.ts';
import { enterByName, syncLine } from './story/people.ts';
import { test } from './test.ts';

test('a code that the camera sees is noted in its field, many go into a list, and a hand scanner’s Enter takes one', async ({
  stage,
}) => {
  const server = await startTestServer({ reference: true });
  const binh = await server.signIn('binh');
  const entity = newEntity(binh.person);
  const inspectionCase = newCase(binh.person, { templateIds: ['post-enterprise'], entityId: entity.id });
  expect(await binh.push('entities', [row(entity)])).toEqual([]);
  expect(await binh.push('cases', [row(inspectionCase)])).toEqual([]);
  const film = path.join(await stage.newFolder('film'), 'code.y4m');
  await filmOfCode(film, 'https://vi.du/NP-2026-0042');
  const args = ['--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${film}`];
  const { window } = await stage.openApplication({ serverUrl: server.url, demonstration: false, args });
  await enterByName(window, 'an');
  await syncLine(window, /^Đã đồng bộ/);
  await window.goto(new URL(`#/cases/${inspectionCase.id}/documents`, window.url()).href);
  await window.getByRole('button', { name: 'Lập văn bản' }).click();
  await window.getByRole('menuitem', { name: /^Biên bản Niêm phong/ }).click();
  await window.getByRole('button', { name: /^Tang vật, giấy tờ/, expanded: false }).click();
  await window.getByRole('button', { name: 'Thêm tang vật, giấy tờ' }).click();

  const seal = window.getByRole('textbox', { name: 'Số niêm phong' });
  await window.getByRole('button', { name: 'Quét mã: Số niêm phong' }).click();
  await window.getByRole('dialog', { name: 'Quét mã' }).waitFor({ state: 'hidden' });
  expect(await seal.inputValue()).toBe('https://vi.du/NP-2026-0042');
  await seal.fill('NP-2026-0043');
  await seal.press('Enter');
  await window.getByRole('region', { name: 'Bản giấy' }).getByText('NP-2026-0043').waitFor();

  await window.getByRole('button', { name: /^Quét mã vào mô tả/ }).click();
  const dialog = window.getByRole('dialog', { name: 'Quét nhiều mã' });
  const list = dialog.getByRole('list', { name: 'Các mã đã nhận' });
  await list.getByText('https://vi.du/NP-2026-0042').waitFor();
  const typed = dialog.getByRole('textbox', { name: 'Gõ mã hoặc dùng máy quét cầm tay' });
  const [documentId] = /(?<=documents\/)[\w-]+/.exec(window.url()) ?? [];
  const label = `MTX1:${inspectionCase.id}:${documentId}:x1`;
  for (const [code, told] of [
    ['356938035643809', ''],
    ['356938035643809', 'Mã này đã có trong danh sách.'],
    ['490154203237518', ''],
    [label, 'Đây là mã do Minh Tra in'],
  ] as const) {
    await typed.fill(code);
    await typed.press('Enter');
    await dialog.getByText(told).first().waitFor();
  }
  expect(await list.getByRole('listitem').count()).toBe(3);
  await dialog.getByRole('button', { name: 'Bỏ mã https://vi.du/NP-2026-0042' }).click();
  await dialog.getByRole('button', { name: 'Ghi 2 mã' }).click();
  const condition = window.getByRole('textbox', { name: /^Tình trạng/ });
  expect(await condition.inputValue()).toBe('356938035643809\n490154203237518');
  expect(window.context().pages()).toHaveLength(1);

  // A label of ours leads back to its exhibits from anywhere.
  await window.goto(new URL('#/today', window.url()).href);
  await window.getByRole('heading', { level: 1 }).waitFor();
  await window.keyboard.press('Control+k');
  await window.getByRole('textbox', { name: 'Tìm hoặc gõ lệnh' }).fill(label);
  await window.getByRole('button', { name: /^Mở tang vật, giấy tờ của văn bản/ }).waitFor();
  await window.keyboard.press('Enter');
  await window.waitForURL(new RegExp(`${documentId}\\?part=exhibits`));
  await window.getByRole('button', { name: /^Tang vật, giấy tờ/, expanded: true }).waitFor();
  await server.stop();
});

test('a receiver on a serial port tells where a reading was taken, in its signed record', async ({ stage }) => {
  const { server, caseId } = await caseOnServer();
  const device = await plugIn();
  const userDataFolder = await stage.newFolder('laptop');
  const settings = { receiverPort: device.path, receiverSpeed: 9_600 };
  await writeFile(path.join(userDataFolder, 'settings.json'), JSON.stringify(settings));
  const tell = () => {
    const [day = '', time = ''] = new Date().toISOString().split('T');
    const date = `${day.slice(8)}${day.slice(5, 7)}${day.slice(2, 4)}`;
    const clock = time.slice(0, 8).replaceAll(':', '');
    device.send(`${sentence(`GPRMC,${clock},A,2101.7100,N,10551.2520,E,,,${date},,,A`)}\r\n`);
  };
  const telling = setInterval(tell, 500);
  try {
    const { window } = await openEvidence(stage, { server, caseId }, 'an', { userDataFolder });
    await window.goto(new URL('#/settings', window.url()).href);
    await window.getByText('Đang có tọa độ.').waitFor();
    await window.getByText(/^21\.02850, 105\.85420/).waitFor();
    await window.goto(new URL(`#/cases/${caseId}/evidence`, window.url()).href);
    await window.getByRole('button', { name: 'Ghi số đo' }).click();
    await window.getByLabel('Đo gì').fill('Mức tín hiệu');
    await window.getByLabel('Số đọc được').fill('-67');
    await window.getByRole('button', { name: 'Lưu số đọc' }).click();
    const positions = async () => {
      const rows = await server.sql<{ body: string }>('select body from sync.evidence');
      return rows.map(({ body }) => JSON.parse(body).signed.record.position);
    };
    await expect
      .poll(positions, { timeout: 20_000 })
      .toMatchObject([{ source: 'gnss', latitude: expect.closeTo(21.0285, 5) }]);
  } finally {
    clearInterval(telling);
    await device.unplug();
  }
  await server.stop();
});

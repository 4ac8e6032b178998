import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'vitest';
import { newCase, newFinding, row } from '../server/testing/documents.ts';
import { startTestServer } from '../server/testing/test-server.ts';
import { openNetwork } from './network.ts';
import { chooseFile } from './story/dialogs.ts';
import { caseOnServer } from './story/evidence.ts';
import { giveBundle, giveToServer, goTo, takeBundle, writeDiary, writeFact } from './story/exchange.ts';
import { laptopOf, syncLine } from './story/people.ts';
import { test } from './test.ts';

test('two inspectors without a network merge one case by a file, over and back; the server takes all of it once', async ({
  stage,
}) => {
  const server = await startTestServer({ reference: true });
  const binhAtServer = await server.signIn('binh');
  const made = newCase(binhAtServer.person, { templateIds: ['post-enterprise'] });
  const finding = newFinding(binhAtServer.person, made.id);
  expect(await binhAtServer.push('cases', [row(made)])).toEqual([]);
  expect(await binhAtServer.push('findings', [row(finding)])).toEqual([]);
  const network = await openNetwork(server.url);
  const an = await laptopOf(stage, network.url, 'an');
  const binh = await laptopOf(stage, network.url, 'binh');
  const folder = await stage.newFolder('usb');

  // An has learnt Bình's key by the feed; then neither has a network.
  await goTo(an.window, made.id, 'exchange');
  await an.window.getByRole('checkbox', { name: 'Trần Văn Bình' }).and(an.window.locator(':enabled')).waitFor();
  await goTo(binh.window, made.id, 'exchange');
  await binh.window.getByRole('checkbox', { name: 'Nguyễn Thị An' }).and(binh.window.locator(':enabled')).waitFor();
  await network.down();
  for (const { window } of [an, binh]) await syncLine(window, /^Ngoại tuyến/);

  await writeFact(an.window, made.id, finding.id, 'Thiếu 04 nhóm hàng tại quầy số 2');
  await writeDiary(an.window, made.id, 'An kiểm tra niêm yết');

  const fromAn = path.join(folder, 'an.minhtra');
  await giveBundle(an, made.id, fromAn);
  await takeBundle(binh, made.id, fromAn, 'Đã nhận vào hồ sơ.');
  await binh.window.getByText('Giữ hộ đồng nghiệp').waitFor();
  await takeBundle(binh, made.id, fromAn, 'Hồ sơ trên máy này đã có tất cả.');
  // It was not sealed to An herself.
  await takeBundle(an, made.id, fromAn, 'Gói hồ sơ này không gửi cho bạn.');

  await goTo(binh.window, made.id, 'diary');
  await binh.window.getByText('An kiểm tra niêm yết').waitFor();
  await writeFact(binh.window, made.id, finding.id, 'Thiếu 05 nhóm hàng tại quầy số 2');
  const fromBinh = path.join(folder, 'binh.minhtra');
  await giveBundle(binh, made.id, fromBinh);
  await takeBundle(an, made.id, fromBinh, 'Đã nhận vào hồ sơ.');

  await network.up();
  for (const { window } of [binh, an]) await syncLine(window, /^Đã đồng bộ/);
  const [stored] = await server.sql<{ body: string }>('select body from sync.findings where id = $1', [finding.id]);
  expect(JSON.parse(stored?.body ?? '')).toMatchObject({ fact: 'Thiếu 05 nhóm hàng tại quầy số 2', conflicts: [] });
  const diary = await server.sql<{ body: string }>(`select body from sync.activity where kind = 'diary'`);
  expect(diary.map(({ body }) => JSON.parse(body)).map(({ text, createdBy }) => [text, createdBy])).toEqual([
    ['An kiểm tra niêm yết', 'p-an'],
  ]);
  await goTo(binh.window, made.id, 'exchange');
  await binh.window.getByRole('button', { name: 'Ghi ra tệp' }).waitFor();
  expect(await binh.window.getByText('Giữ hộ đồng nghiệp').count()).toBe(0);
  await network.close();
  await server.stop();
});

test('a file for the server is carried there by somebody who can’t read it, with its originals; its author sends nothing twice', async ({
  stage,
}) => {
  const { server, caseId } = await caseOnServer();
  const network = await openNetwork(server.url);
  const an = await laptopOf(stage, network.url, 'an');
  await goTo(an.window, caseId, 'evidence');
  await network.down();
  await syncLine(an.window, /^Ngoại tuyến/);
  const photograph = randomBytes(700_000);
  await an.window
    .locator('input[type=file]')
    .setInputFiles([{ name: 'cong-ty.bin', mimeType: '', buffer: photograph }]);
  await an.window.getByRole('button', { name: /cong-ty\.bin/ }).waitFor();
  await writeDiary(an.window, caseId, 'An lập biên bản tại xã');

  const file = path.join(await stage.newFolder('usb'), 'gửi máy chủ.minhtra');
  await giveToServer(an, caseId, file);
  expect((await readFile(file)).includes('An lập biên bản')).toBe(false);

  // Chi is of the unit, and not of the team.
  const away = await openNetwork(server.url);
  const chi = await laptopOf(stage, away.url, 'chi');
  await chooseFile(chi.electron, file);
  await chi.window.goto(new URL('#/outbox', chi.window.url()).href);
  await away.down();
  await syncLine(chi.window, /^Ngoại tuyến/);
  await chi.window.getByRole('button', { name: 'Chuyển tệp cho máy chủ' }).click();
  await chi.window.getByRole('button', { name: 'Gửi tiếp' }).waitFor();
  // Whatever page is shown, it goes on by itself when the server is back.
  await chi.window.goto(new URL('#/cases', chi.window.url()).href);
  await away.up();
  await syncLine(chi.window, /^Đã đồng bộ/);
  await chi.window.goto(new URL('#/outbox', chi.window.url()).href);
  await chi.window.getByText('Máy chủ đã nhận.').waitFor();
  await chi.window.getByText('1 tệp chứng cứ.').waitFor();
  const diary = await server.sql<{ body: string }>(`select body from sync.activity where kind = 'diary'`);
  expect(diary.map(({ body }) => JSON.parse(body)).map(({ text, createdBy }) => [text, createdBy])).toEqual([
    ['An lập biên bản tại xã', 'p-an'],
  ]);
  const [stored] = await server.sql<{ id: string }>('select id from sync.evidence');
  const content = await (await server.signIn('binh')).request(`/evidence/${stored?.id}/original/content`);
  expect(Buffer.from(await content.arrayBuffer()).equals(photograph)).toBe(true);

  await network.up();
  await syncLine(an.window, /^Đã đồng bộ/);
  await an.window.goto(new URL('#/outbox', an.window.url()).href);
  await an.window.getByText('Không còn gì chờ gửi').waitFor();
  expect(await server.sql(`select id from sync.activity where kind = 'diary'`)).toHaveLength(1);
  await network.close();
  await away.close();
  await server.stop();
});

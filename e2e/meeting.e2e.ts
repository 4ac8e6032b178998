import { open as openFile, readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { newCase, newFinding, row } from '../server/testing/documents.ts';
import { startTestServer } from '../server/testing/test-server.ts';
import type { MeetingEvent } from '../shared/bridge/meeting.ts';
import { heardEvents, recordEvents } from './bridge.ts';
import type { LaunchedApplication } from './launch.ts';
import { openNetwork } from './network.ts';
import { goTo, writeFact } from './story/exchange.ts';
import { agreesToConnect, joinMeeting, meetingEnv, openMeeting } from './story/meeting.ts';
import { laptopOf, syncLine, unlock } from './story/people.ts';
import { test } from './test.ts';

const recordingBytes = 384 * 1_048_576;
const chunkBytes = 256 * 1_024;

/** A file of so many bytes, no two parts of which are alike. */
async function writeRecording(file: string): Promise<void> {
  const handle = await openFile(file, 'w');
  const block = Buffer.alloc(1_048_576, 'sổ vận đơn ');
  for (let at = 0; at < recordingBytes; at += block.byteLength) {
    block.writeUInt32BE(at);
    await handle.write(block);
  }
  await handle.close();
}

/** How much of a file has come in part. */
async function bytesOfPart(folder: string): Promise<number> {
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  const part = names.find((name) => name.endsWith('.part'));
  return part
    ? stat(path.join(folder, part)).then(
        ({ size }) => size,
        () => 0,
      )
    : 0;
}

async function sentBy(window: Page): Promise<number> {
  const events = (await heardEvents(window)).flatMap(({ name, payload }) =>
    name === 'meeting' ? [payload as MeetingEvent] : [],
  );
  const joined = events.findLastIndex(({ kind }) => kind === 'joined');
  return events.slice(joined).reduce((most, event) => (event.kind === 'moved' ? Math.max(most, event.sent) : most), 0);
}

test('two inspectors on one network have one case file: one is killed in the middle of an original, and goes on there', async ({
  stage,
}) => {
  const server = await startTestServer({ reference: true });
  const binhAtServer = await server.signIn('binh');
  const made = newCase(binhAtServer.person, { templateIds: ['post-enterprise'] });
  const finding = newFinding(binhAtServer.person, made.id);
  expect(await binhAtServer.push('cases', [row(made)])).toEqual([]);
  expect(await binhAtServer.push('findings', [row(finding)])).toEqual([]);
  const network = await openNetwork(server.url);
  const an = await laptopOf(stage, network.url, 'an', { env: meetingEnv });
  let binh = await laptopOf(stage, network.url, 'binh', { env: meetingEnv });

  // Both have learnt the other's key by the feed; then neither has a network.
  for (const [{ window }, name] of [
    [an, 'Trần Văn Bình'],
    [binh, 'Nguyễn Thị An'],
  ] as const) {
    await goTo(window, made.id, 'exchange');
    await window.getByRole('checkbox', { name }).and(window.locator(':enabled')).waitFor();
  }
  await network.down();
  for (const { window } of [an, binh]) await syncLine(window, /^Ngoại tuyến/);

  const recording = path.join(await stage.newFolder('camera'), 'Sổ vận đơn.txt');
  await writeRecording(recording);
  await goTo(an.window, made.id, 'evidence');
  await an.window.locator('input[type=file]').setInputFiles(recording);
  await an.window
    .getByRole('button', { name: /Sổ vận đơn/ })
    .first()
    .waitFor();
  await writeFact(an.window, made.id, finding.id, 'Thiếu 04 nhóm hàng tại quầy số 2');
  await goTo(binh.window, made.id, 'diary');
  await binh.window.getByRole('textbox', { name: 'Nhật ký đoàn' }).fill('Bình kiểm tra niêm yết');
  await binh.window.getByRole('button', { name: 'Ghi nhật ký' }).click();

  await recordEvents(an.window);
  const code = await openMeeting(an, made.id);
  expect(code).toMatch(/^[0-9A-Z]{5} [0-9A-Z]{5}$/);

  // A slip of the finger is seen before anybody is asked; another code, where it is.
  await agreesToConnect(binh);
  await goTo(binh.window, made.id, 'exchange');
  await binh.window.getByRole('textbox', { name: 'Mã phiên' }).fill(code.slice(0, -1));
  expect(await binh.window.getByRole('button', { name: 'Tham gia' }).isDisabled()).toBe(true);

  await joinMeeting(binh.window, made.id, code);
  await an.window.getByText('Trần Văn Bình').first().waitFor();
  await expect
    .poll(() => bytesOfPart(binh.userDataFolder), { interval: 5, timeout: 60_000 })
    .toBeGreaterThan(40 * chunkBytes);
  await binh.kill();
  const came = await bytesOfPart(binh.userDataFolder);
  expect(came).toBeLessThan(recordingBytes);
  await an.window.getByText('Đã ngắt kết nối').waitFor();

  binh = await stage.openApplication({
    ...{ serverUrl: network.url, demonstration: false, env: meetingEnv, userDataFolder: binh.userDataFolder },
  });
  await unlock(binh.window);
  await agreesToConnect(binh);
  await joinMeeting(binh.window, made.id, code);
  await binh.window.getByText('Hai máy đã có cùng hồ sơ').waitFor({ timeout: 120_000 });
  await an.window.getByText('Hai máy đã có cùng hồ sơ').waitFor();
  // The original went on at its last whole chunk; some documents went twice.
  expect(await sentBy(an.window)).toBeLessThan(recordingBytes - came + 2 * chunkBytes + 1_000_000);

  await goTo(an.window, made.id, 'diary');
  await an.window.getByText('Bình kiểm tra niêm yết').waitFor();
  await goTo(binh.window, made.id, 'evidence');
  await binh.window
    .getByRole('button', { name: /Sổ vận đơn/ })
    .first()
    .waitFor();
  await binh.window.goto(new URL(`#/cases/${made.id}/findings?finding=${finding.id}`, binh.window.url()).href);
  const fact = () => binh.window.getByRole('textbox', { name: 'Mô tả sự việc' }).inputValue();
  await expect.poll(fact, { timeout: 30_000 }).toBe('Thiếu 04 nhóm hàng tại quầy số 2');

  // It ends for both with the leader, and the lock ends it as well: nobody listens there any more.
  await goTo(binh.window, made.id, 'exchange');
  await goTo(an.window, made.id, 'exchange');
  await an.window.getByRole('button', { name: 'Kết thúc phiên' }).click();
  await binh.window.getByText('Phiên gộp đã kết thúc.').waitFor();
  const second = await openMeeting(an, made.id);
  await an.window.evaluate(() =>
    (window as unknown as { minhTra: { call(name: string, input: null): void } }).minhTra.call('session.lock', null),
  );
  await an.window.getByLabel('Mã PIN', { exact: true }).waitFor();
  await joinMeeting(binh.window, made.id, second);
  await binh.window.getByText('Không tìm thấy máy mở phiên.').waitFor();

  await network.up();
  await unlock(an.window);
  for (const { window } of [binh, an]) await syncLine(window, /^Đã đồng bộ/);
  const [stored] = await server.sql<{ body: string }>('select body from sync.findings where id = $1', [finding.id]);
  expect(JSON.parse(stored?.body ?? '')).toMatchObject({ fact: 'Thiếu 04 nhóm hàng tại quầy số 2', conflicts: [] });
  const diary = await server.sql<{ body: string }>(`select body from sync.activity where kind = 'diary'`);
  expect(diary.map(({ body }) => JSON.parse(body)).map(({ text, createdBy }) => [text, createdBy])).toEqual([
    ['Bình kiểm tra niêm yết', 'p-binh'],
  ]);
  await network.close();
  await server.stop();
});

test('what one has brought reaches a third who had joined before', async ({ stage }) => {
  const server = await startTestServer({ reference: true });
  const binhAtServer = await server.signIn('binh');
  const { person: chi } = await server.signIn('chi');
  const made = newCase(binhAtServer.person, { templateIds: ['post-enterprise'] });
  const member = { id: chi.id, name: chi.name, role: 'member', sections: [] } as const;
  const ours = { ...made, team: [...made.team, member] };
  expect(await binhAtServer.push('cases', [row(ours)])).toEqual([]);
  const network = await openNetwork(server.url);
  const laptops = [];
  for (const username of ['an', 'binh', 'chi']) {
    laptops.push(await laptopOf(stage, network.url, username, { env: meetingEnv }));
  }
  const [an, binh, third] = laptops as [LaunchedApplication, LaunchedApplication, LaunchedApplication];
  for (const { window } of laptops) {
    await goTo(window, made.id, 'exchange');
    await expect.poll(() => window.getByText('Mở được trên 1 máy').count(), { timeout: 60_000 }).toBe(2);
  }
  await network.down();
  await goTo(binh.window, made.id, 'diary');
  await binh.window.getByRole('textbox', { name: 'Nhật ký đoàn' }).fill('Bình kiểm tra niêm yết');
  await binh.window.getByRole('button', { name: 'Ghi nhật ký' }).click();

  const code = await openMeeting(an, made.id);
  for (const laptop of [third, binh]) {
    await agreesToConnect(laptop);
    await joinMeeting(laptop.window, made.id, code);
    await laptop.window.getByText('Hai máy đã có cùng hồ sơ').waitFor({ timeout: 60_000 });
  }
  await expect.poll(() => an.window.getByText('Hai máy đã có cùng hồ sơ').count(), { timeout: 60_000 }).toBe(2);
  await goTo(third.window, made.id, 'diary');
  await third.window.getByText('Bình kiểm tra niêm yết').waitFor();
  await network.close();
  await server.stop();
});

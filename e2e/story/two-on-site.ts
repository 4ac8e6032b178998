import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { LaunchedApplication, Stage } from '../launch.ts';
import type { Camera } from './camera.ts';
import { openCase } from './case.ts';
import { chooseFile } from './dialogs.ts';
import {
  addWitness,
  finishDocument,
  makeDocument,
  openPart,
  openRefusal,
  paperOf,
  signDocument,
  tellRefusal,
} from './documents.ts';
import { drawn } from './evidence.ts';
import { giveBundle, goTo, takeBundle } from './exchange.ts';
import { agreesToConnect, joinMeeting, meetingEnv, openMeeting } from './meeting.ts';
import { verifyPackage } from './package.ts';
import { enterOffered, syncLine } from './people.ts';

/** What the visit told, for whoever asserts it. */
export interface ToldVisit {
  /** What the check says of the package, and of the same one in which a byte was altered. */
  readonly whole: string;
  readonly altered: string;
}

const entity = 'Công ty CP Bưu chính Sao Mai';
const director = 'Bùi Thu Nhung';
const witness = 'Vũ Văn Giang';
const [leader, inspector] = ['Trần Văn Bình', 'Nguyễn Thị An'];

/** A visit of two without a network: evidence, one case file from both, a signature refused, what is left to do, a package. */
export async function twoOnSite(stage: Stage, camera: Camera): Promise<ToldVisit> {
  const server = await stage.startServer({ demonstration: true });
  const launch = { serverUrl: server.url, env: meetingEnv };
  const an = await stage.openApplication(launch);
  const binh = await stage.openApplication(launch);
  for (const [{ window }, name] of [
    [an, inspector],
    [binh, leader],
  ] as const) {
    await enterOffered(window, name);
    await syncLine(window, /^Đã đồng bộ/);
    await openCase(window, entity);
  }
  const caseId = caseOf(an);
  await prepare(binh, camera);
  await bothKnow(an, binh);
  await server.kill();
  for (const { window } of [an, binh]) await syncLine(window, /^Ngoại tuyến/);

  await photograph(an, camera);
  await meet(an, binh, caseId, camera);
  const folder = await stage.newFolder('usb');
  const file = path.join(folder, 'vụ việc.minhtra');
  await diaryLine(an, caseId);
  await giveBundle(an, caseId, file);
  await camera.take(an.window, 'given-to-a-file');
  await takeBundle(binh, caseId, file, 'Đã nhận vào hồ sơ.');
  await camera.take(binh.window, 'taken-from-the-file');

  await refusedMinutes(binh, camera);
  await binh.window.getByRole('link', { name: 'Về danh sách văn bản' }).click();
  await binh.window.getByRole('link', { name: 'Trước khi rời đi' }).click();
  await binh.window.getByRole('heading', { level: 1 }).waitFor();
  await camera.take(binh.window, 'before-you-leave');
  await exhibitList(an, caseId, camera);
  return packaged(an, folder, camera);
}

function caseOf({ window }: LaunchedApplication): string {
  const [, id = ''] = /#\/cases\/([^/?]+)/.exec(window.url()) ?? [];
  return id;
}

async function prepare({ window }: LaunchedApplication, camera: Camera): Promise<void> {
  await window.getByRole('link', { name: 'Chuẩn bị đi công tác' }).click();
  await window.getByRole('button', { name: 'Chuẩn bị ngay' }).click();
  await window.getByText('còn 20 số').waitFor();
  await camera.take(window, 'prepared-for-the-trip');
}

/** Each laptop has learnt the other's keys by the server. */
async function bothKnow(an: LaunchedApplication, binh: LaunchedApplication): Promise<void> {
  for (const [{ window }, other] of [
    [an, leader],
    [binh, inspector],
  ] as const) {
    await goTo(window, caseOf(an), 'exchange');
    await window.getByRole('checkbox', { name: other }).and(window.locator(':enabled')).waitFor();
  }
}

/** Over a cable or a hotspot: the leader opens a session, and the other joins it by the code on that screen. */
async function meet(an: LaunchedApplication, binh: LaunchedApplication, caseId: string, camera: Camera): Promise<void> {
  const code = await openMeeting(binh, caseId);
  await camera.take(binh.window, 'session-with-its-code');
  await agreesToConnect(an);
  await joinMeeting(an.window, caseId, code);
  for (const { window } of [an, binh]) await window.getByText('Hai máy đã có cùng hồ sơ').waitFor();
  await camera.take(binh.window, 'one-case-file');
  await binh.window.getByRole('button', { name: 'Kết thúc phiên' }).click();
  await an.window.getByText('Phiên gộp đã kết thúc.').waitFor();
}

/** What was written after they met goes by a file. */
async function diaryLine({ window }: LaunchedApplication, caseId: string): Promise<void> {
  await goTo(window, caseId, 'diary');
  await window.getByRole('textbox', { name: 'Nhật ký đoàn' }).fill('Chụp ảnh quầy số 2, đối chiếu bảng giá cước.');
  await window.getByRole('button', { name: 'Ghi nhật ký' }).click();
}

async function photograph({ window }: LaunchedApplication, camera: Camera): Promise<void> {
  await window.getByRole('link', { name: 'Chứng cứ' }).click();
  const buffer = await drawn(window, 1_600, 1_200, 'Quầy số 2');
  await window
    .locator('input[type=file]')
    .first()
    .setInputFiles([{ name: 'IMG_0412.jpg', mimeType: 'image/jpeg', buffer }]);
  const list = window.getByRole('list', { name: 'Chứng cứ của vụ việc' });
  await list.locator('img').first().waitFor();
  await list.getByRole('button', { name: /IMG_0412/ }).click();
  await window.getByLabel('Tên gọi').fill('Quầy số 2 không niêm yết giá cước');
  await list.getByText('Quầy số 2 không niêm yết giá cước').waitFor();
  await camera.take(window, 'evidence-off-line');
}

/** Minutes from what was done; the director does not sign them. */
async function refusedMinutes({ window }: LaunchedApplication, camera: Camera): Promise<void> {
  await window.getByRole('link', { name: 'Văn bản' }).click();
  await makeDocument(window, /^Biên bản kiểm tra/);
  await addWitness(window, witness);
  await finishDocument(window);
  await camera.take(window, 'minutes-from-what-was-done');
  await openPart(window, /^Chữ ký/);
  await signDocument(window, leader);
  await signDocument(window, witness);
  const refusal = await openRefusal(window, director);
  await tellRefusal(window, refusal, { witness, official: inspector }, () =>
    camera.take(window, 'a-signature-is-refused'),
  );
  await paperOf(window)
    .getByText(/không ký biên bản: Không đồng ý với nội dung biên bản/)
    .waitFor();
  await camera.take(window, 'the-refusal-stands-in-the-minutes');
}

async function exhibitList({ window }: LaunchedApplication, caseId: string, camera: Camera): Promise<void> {
  await goTo(window, caseId, 'evidence');
  await window.getByRole('button', { name: 'In danh mục chứng cứ' }).click();
  const list = window.getByRole('dialog', { name: 'Danh mục chứng cứ' });
  await list.getByText(/Danh mục có \d+ chứng cứ/).waitFor();
  await camera.take(window, 'list-of-exhibits');
  await window.keyboard.press('Escape');
  await list.waitFor({ state: 'hidden' });
}

/** The evidence as one file, checked as anybody can, and once more after a byte of it was altered. */
async function packaged({ window, electron }: LaunchedApplication, folder: string, camera: Camera): Promise<ToldVisit> {
  const file = path.join(folder, 'gói chứng cứ.zip');
  await chooseFile(electron, file);
  await window.getByRole('button', { name: 'Xuất gói chứng cứ' }).click();
  const dialog = window.getByRole('dialog', { name: 'Xuất gói chứng cứ' });
  await camera.take(window, 'package');
  await dialog.getByRole('button', { name: 'Chọn nơi lưu và xuất' }).click();
  await window.getByText(/Đã xuất gói chứng cứ/).waitFor();
  const { said: whole } = await verifyPackage(file);
  const bytes = await readFile(file);
  const jpeg = bytes.indexOf(Buffer.from([0xff, 0xd8, 0xff]));
  if (jpeg < 0) throw new Error('no photograph in the package');
  const at = jpeg + 1_000;
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  const changed = path.join(folder, 'gói bị sửa.zip');
  await writeFile(changed, bytes);
  const { said: altered } = await verifyPackage(changed);
  await camera.write('package-verified', whole);
  await camera.write('altered-package', altered);
  return { whole, altered };
}

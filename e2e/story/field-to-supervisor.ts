import type { LaunchedApplication, LaunchedServer, Stage } from '../launch.ts';
import type { Camera } from './camera.ts';
import { caseNumber, endVisitEarly, makeCase, move, openCase, openTab, type StoryCase } from './case.ts';
import { type StoryFinding, workThrough } from './checklist.ts';
import { enterByName, enterOffered, syncLine, unlock } from './people.ts';

/** What the story told, for whoever asserts it. */
export interface ToldStory {
  readonly answered: number;
  readonly findings: number;
  /** From the inspector's click to the supervisor's screen, in milliseconds. */
  readonly seenAfterMs: number;
}

const entity = 'Công ty CP Bưu chính Sao Mai';
const findings: readonly StoryFinding[] = [
  {
    item: 'Chứng từ có dấu ngày',
    fact: '14 trong 20 vận đơn chọn mẫu không có dấu ngày và không ghi thời gian chấp nhận.',
    search: 'không sử dụng dấu ngày',
    provision: /khoản 2 Điều 9 Nghị định 174\/2026/,
  },
  {
    item: 'Mỗi đại lý có hợp đồng',
    fact: 'Hợp đồng với hai đại lý đã hết hiệu lực từ ngày 30/6/2026.',
    search: 'hợp đồng đại lý hết hiệu lực',
    provision: /điểm c khoản 3 Điều 9 Nghị định 174\/2026/,
  },
  {
    item: 'niêm yết danh mục hàng',
    fact: 'Điểm phục vụ số 2 không niêm yết danh mục hàng không được gửi.',
    search: 'không niêm yết công khai danh mục vật phẩm',
    provision: /điểm b khoản 4 Điều 10 Nghị định 174\/2026/,
  },
];
const synced = /^Đã đồng bộ/;
const offline = /^Ngoại tuyến/;

/** dd/mm/yyyy, some days from today in Viet Nam. */
function dayFromNow(days: number): string {
  const day = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Ho_Chi_Minh' }).format(Date.now() + days * 86_400_000);
  return day.split('-').reverse().join('/');
}

/** A check of a postal enterprise, from today, with more than sixty items. */
export function postalCase(): StoryCase {
  return {
    entity,
    suggested: /Kiểm tra doanh nghiệp bưu chính/,
    templates: [/tổng hợp/],
    members: ['Lê Thị Chi'],
    ground: '212/QĐ-SKHCN',
    startsOn: dayFromNow(0),
    endsOn: dayFromNow(9),
  };
}

/** One case from the field to the supervisor and back: off-line, restarted, synced, sent back, settled, approved. */
export async function fieldToSupervisor(stage: Stage, camera: Camera): Promise<ToldStory> {
  let server = await stage.startServer({ demonstration: true });
  let an = await stage.openApplication({ serverUrl: server.url });
  await an.window.getByRole('button', { name: /Nguyễn Thị An/ }).waitFor();
  await camera.take(an.window, 'sign-in');
  await enterOffered(an.window, 'Nguyễn Thị An');
  await syncLine(an.window, synced);
  await camera.take(an.window, 'downloaded');

  await server.kill();
  const address = await makeCase(an.window, postalCase(), () => camera.take(an.window, 'new-case-off-line'));
  await syncLine(an.window, offline);
  await an.window.getByRole('heading', { name: new RegExp(entity) }).waitFor();
  await camera.take(an.window, 'case-off-line');
  for (const verb of ['Ghi nhận quyết định', 'Công bố quyết định', 'Bắt đầu kiểm tra']) await move(an.window, verb);

  await openTab(an.window, 'Bảng kiểm');
  await camera.take(an.window, 'checklist-begins');
  const worked = await workThrough(an.window, findings);
  await camera.take(an.window, 'checklist-answered');
  await openTab(an.window, 'Phát hiện');
  await camera.take(an.window, 'findings');

  await an.close();
  an = await stage.openApplication({ serverUrl: server.url, userDataFolder: an.userDataFolder });
  await camera.take(an.window, 'restarted-off-line');
  await unlock(an.window);
  await an.window.goto(address);
  await openTab(an.window, 'Bảng kiểm');
  await camera.take(an.window, 'all-there-after-restart');

  server = await stage.startServer({ demonstration: true, dataFolder: server.dataFolder, port: server.port });
  await syncLine(an.window, synced);
  await camera.take(an.window, 'synced-without-a-click');

  await endVisitEarly(an.window, 'biên bản lập và ký tại trụ sở');
  const dung = await stage.openApplication({ serverUrl: server.url });
  await enterOffered(dung.window, 'Phạm Văn Dũng');
  await syncLine(dung.window, synced);
  const seenAfterMs = await submitted(an, dung);
  await camera.take(dung.window, 'supervisor-sees-it');
  const number = await caseNumber(an.window);
  await sendBack(dung, number, camera);
  await settleConflict(stage, server, an, number, camera);
  await approve(an, dung, camera);
  return { ...worked, seenAfterMs };
}

/** The inspector submits; how long until it waits for the supervisor, whose page is open. */
async function submitted(an: LaunchedApplication, dung: LaunchedApplication): Promise<number> {
  await openTab(an.window, 'Tổng quan');
  await an.window.getByRole('button', { name: 'Trình duyệt', exact: true }).click();
  const question = an.window.getByRole('dialog', { name: 'Trình duyệt' });
  const clicked = performance.now();
  await question.getByRole('button', { name: 'Trình duyệt', exact: true }).click();
  await dung.window
    .getByRole('region', { name: 'Chờ duyệt' })
    .getByRole('link', { name: new RegExp(entity) })
    .waitFor();
  return Math.round(performance.now() - clicked);
}

async function sendBack({ window }: LaunchedApplication, number: string, camera: Camera): Promise<void> {
  await openCase(window, number);
  await openTab(window, 'Thẩm định');
  await camera.take(window, 'review');
  for (const [line, text] of [
    [/nhận xét: 1\. /, 'Ghi rõ chọn bao nhiêu vận đơn, ở điểm nào, tháng nào.'],
    [/nhận xét: 2\. /, 'Nêu tên hai đại lý và ngày hết hạn của từng hợp đồng.'],
  ] as const) {
    await window.getByRole('button', { name: line }).first().click();
    await window.getByRole('textbox', { name: /Nhận xét cho Phát hiện/ }).fill(text);
    await window.getByRole('button', { name: 'Ghi nhận xét' }).click();
    await window.getByText(text).first().waitFor();
  }
  await camera.take(window, 'two-remarks');
  await move(window, 'Gửi lại để bổ sung', 'Bổ sung hai phát hiện theo nhận xét.');
  await camera.take(window, 'sent-back');
}

/** Two inspectors write one field off-line; one of them settles it. */
async function settleConflict(
  stage: Stage,
  server: LaunchedServer,
  an: LaunchedApplication,
  number: string,
  camera: Camera,
) {
  const chi = await stage.openApplication({ serverUrl: server.url });
  await enterByName(chi.window, 'chi');
  await syncLine(chi.window, synced);
  await openCase(chi.window, number);
  await openTab(chi.window, 'Phát hiện');
  await openTab(an.window, 'Phát hiện');
  await camera.take(an.window, 'remark-where-it-belongs');
  await server.kill();
  const fact = ({ window }: LaunchedApplication) => window.getByRole('textbox', { name: 'Mô tả sự việc' });
  await fact(an).fill('14 trong 20 vận đơn chọn mẫu tháng 9 và 10/2026 không có dấu ngày.');
  await fact(an).blur();
  await fact(chi).fill('17 trong 20 vận đơn chọn mẫu không có dấu ngày, tính cả 3 vận đơn mờ dấu.');
  await fact(chi).blur();
  await syncLine(an.window, offline);
  await syncLine(chi.window, offline);
  await stage.startServer({ demonstration: true, dataFolder: server.dataFolder, port: server.port });
  const chip = an.window.getByRole('button', { name: /giá trị khác nhau/ }).first();
  await chip.waitFor();
  await chip.click();
  // An edit counts the deadline anew, and must not lose it.
  await an.window
    .getByText(/^còn \d+ ngày làm việc$/)
    .first()
    .waitFor();
  await camera.take(an.window, 'two-values');
  await an.window
    .getByRole('button', { name: /Dùng giá trị của Nguyễn Thị An/ })
    .first()
    .click();
  await chip.waitFor({ state: 'hidden' });
  await chi.window
    .getByRole('button', { name: /giá trị khác nhau/ })
    .first()
    .waitFor({ state: 'hidden' });
  await camera.take(an.window, 'settled');
  await chi.close();
}

async function approve(an: LaunchedApplication, dung: LaunchedApplication, camera: Camera): Promise<void> {
  await openTab(an.window, 'Thẩm định');
  // The first that is still open has its answer beside it.
  const mended = an.window.getByRole('button', { name: 'Đã sửa', exact: true }).first();
  const closed = (number: number) => an.window.getByRole('button', { name: new RegExp(`^${number}.*đã sửa`) });
  await mended.click();
  await closed(1).waitFor();
  // Nothing was changed at the second: it can't be called mended without a word.
  await mended.click();
  await an.window.getByText('Chỗ này chưa thay đổi từ lúc nhận xét.').waitFor();
  await an.window.getByRole('textbox', { name: 'Trả lời nhận xét' }).first().fill('Tên và ngày đã nêu ở biên bản.');
  await mended.click();
  await closed(2).waitFor();
  await camera.take(an.window, 'remarks-answered');
  await move(an.window, 'Trình lại');
  await dung.window.getByRole('button', { name: 'Duyệt', exact: true }).waitFor();
  await camera.take(dung.window, 'submitted-again');
  await move(dung.window, 'Duyệt');
  await openTab(dung.window, 'Nhật ký');
  await camera.take(dung.window, 'approved');
}

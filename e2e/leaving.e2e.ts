import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { edited, newCase, newDocument, newId, row } from '../server/testing/documents.ts';
import { openTestSession, type TestSession } from '../server/testing/test-session.ts';
import { nextStamp } from '../shared/domain/clock/stamp.ts';
import { signedTextSha256 } from '../shared/domain/document/signed-text.ts';
import { revisionOf } from '../shared/domain/revision.ts';
import type { CaseState } from '../shared/schema/cases.ts';
import type { OfficialDocument } from '../shared/schema/documents.ts';
import { openCase, openTab, searchCases } from './story/case.ts';
import { openDemonstration } from './story/people.ts';
import { test } from './test.ts';

const entity = 'Công ty TNHH Cánh Buồm Rời Bến';

/** A case that Bình leads and has begun on site, with nothing in it yet. */
async function caseOnSite(binh: TestSession): Promise<string> {
  const at = nextStamp(null, Date.now(), 'test');
  const states: CaseState[] = ['preparing', 'decided', 'announced', 'onSite'];
  const moves = states.slice(1).map((to, place) => {
    return { id: newId(), from: states[place] ?? 'preparing', to, by: binh.person.id, at, reason: '' };
  });
  const made = newCase(binh.person, { entityName: entity, state: 'onSite', moves });
  expect(await binh.push('cases', [row(made)])).toEqual([]);
  return made.id;
}

/** Minutes that the entity's director is to sign and get a copy of. */
function minutesOf(binh: TestSession, caseId: string) {
  const director = {
    id: 'em',
    side: 'entity',
    personId: '',
    name: 'Đỗ Thị Em',
    duty: 'Giám đốc',
    signs: true,
  } as const;
  return newDocument(binh.person, caseId, {
    title: 'Biên bản làm việc',
    sheets: 2,
    attendees: [{ ...director, organisation: '', address: '', idNumber: '' }],
    copies: [{ id: 'c', receiver: entity, count: 1, handedOverAt: '' }],
  });
}

/** The director signs the minutes as the server has them. */
async function sign(binh: TestSession, id: string): Promise<void> {
  const { documents } = await binh.pullAll('documents');
  const stored = documents.find((each) => each.id === id) as unknown as OfficialDocument & { _deleted: boolean };
  const by = { by: binh.person.id, at: nextStamp(null, Date.now(), 'test') };
  const signature = {
    id: newId(),
    attendeeId: 'em',
    textSha256: signedTextSha256(stored),
    strokes: [[0, 0, 900, 300]],
  };
  const signed = edited(stored, binh.person, { signatures: [{ ...signature, ...by }] });
  expect(await binh.push('documents', [row(signed, revisionOf(stored))])).toEqual([]);
}

const line = (page: Page, words: string) => page.getByRole('listitem').filter({ hasText: words });
const end = (page: Page) => page.getByRole('button', { name: 'Kết thúc buổi kiểm tra' });

test('a team leaves when nothing is left that can be done at the place alone', async ({ stage }) => {
  const { server, window } = await openDemonstration(stage, 'Trần Văn Bình');
  const binh = await openTestSession(server.url, 'binh');
  // A case that comes while it is searched for is found.
  await searchCases(window, entity);
  await window.getByText(`Không tìm thấy “${entity}”`).waitFor();
  const caseId = await caseOnSite(binh);
  await openCase(window, entity);
  // The step that ends the visit leads through what is left.
  await window.getByRole('link', { name: 'Kết thúc kiểm tra tại chỗ' }).click();

  await line(window, 'Chưa lập biên bản làm việc').waitFor();
  expect(await end(window).isDisabled()).toBe(true);

  // The diary: from what was done, then as the leader wants it.
  await line(window, 'Nhật ký đoàn hôm nay chưa ghi').getByRole('link', { name: 'Ghi nhật ký' }).click();
  const diary = window.getByRole('textbox', { name: 'Nhật ký đoàn' });
  await diary.and(window.locator(':focus')).waitFor();
  await diary.fill('Làm việc với giám đốc, kiểm tra hợp đồng.');
  await window.getByRole('button', { name: 'Ghi nhật ký' }).click();
  await window.getByText('Làm việc với giám đốc, kiểm tra hợp đồng.').last().waitFor();
  await window.getByRole('link', { name: 'Trước khi rời đi' }).click();
  await line(window, 'Chưa lập biên bản làm việc').waitFor();
  expect(await line(window, 'Nhật ký đoàn').count()).toBe(0);

  // A colleague makes the minutes; the director does not sign, and the team leaves with a reason.
  const minutes = minutesOf(binh, caseId);
  expect(await binh.push('documents', [row(minutes)])).toEqual([]);
  await line(window, 'Biên bản làm việc: thiếu chữ ký của Đỗ Thị Em').waitFor();
  expect(await line(window, 'Chưa lập biên bản').count()).toBe(0);
  await window.getByRole('button', { name: 'Rời đi khi chưa đủ, ghi lý do' }).click();
  const leaving = window.getByRole('dialog', { name: 'Rời đi khi chưa đủ' });
  await leaving.getByRole('button', { name: 'Ghi lý do và rời đi' }).click();
  await leaving.getByText('Ghi lý do rời đi.').waitFor();
  await leaving.getByRole('textbox', { name: 'Lý do' }).fill('giám đốc vắng mặt');
  await leaving.getByRole('button', { name: 'Ghi lý do và rời đi' }).click();
  await window.waitForURL(/today/);
  await openCase(window, entity);
  await openTab(window, 'Nhật ký');
  const reason = window.getByText(/Lý do: giám đốc vắng mặt/);
  expect(await reason.textContent()).toContain('- Biên bản làm việc: thiếu chữ ký của Đỗ Thị Em');

  // Back again: the copy is handed over by one click, the director signs.
  await window.getByRole('link', { name: 'Trước khi rời đi' }).click();
  await sign(binh, minutes.id);
  await line(window, 'chưa giao 1 bản').getByRole('button', { name: 'Đã giao' }).click();
  await window.getByText('Mọi việc phải làm tại đây đã xong.').waitFor();
  await end(window).click();
  const question = window.getByRole('dialog', { name: 'Kết thúc kiểm tra tại chỗ' });
  await question.getByRole('button', { name: 'Kết thúc kiểm tra tại chỗ' }).click();
  await window.getByText('Không có buổi kiểm tra đang diễn ra').waitFor();
});

test('a laptop is prepared for a trip, and says without a network what it has', async ({ stage }) => {
  const { server, window } = await openDemonstration(stage, 'Nguyễn Thị An');
  await openCase(window, 'Công ty CP Bưu chính Sao Mai');
  await window.getByRole('link', { name: 'Chuẩn bị đi công tác' }).click();
  await window.getByRole('button', { name: 'Chuẩn bị ngay' }).click();
  const numbers = line(window, 'Số văn bản dự trữ');
  await numbers.filter({ hasText: 'còn 20 số' }).getByRole('img', { name: 'đã có' }).waitFor();
  for (const what of ['Dữ liệu mới nhất', 'Hồ sơ đối tượng', 'Bảng kiểm', 'Quy định xử phạt', 'Mã PIN']) {
    await line(window, what).getByRole('img', { name: 'đã có' }).waitFor();
  }

  await server.kill();
  await window.getByRole('button', { name: 'Chuẩn bị ngay' }).click();
  await window.getByText('Chưa gặp được máy chủ.').waitFor();
  await numbers.filter({ hasText: 'còn 20 số' }).waitFor();
  await line(window, 'Bảng kiểm').getByRole('img', { name: 'đã có' }).waitFor();
});

test('an item is answered in the list, and comes back when that is taken back', async ({ stage }) => {
  const { window } = await openDemonstration(stage, 'Nguyễn Thị An');
  await openCase(window, 'Đội tàu cá Bãi Ngang');
  await window.getByRole('link', { name: 'Trước khi rời đi' }).click();
  const item = line(window, 'Có giấy phép sử dụng tần số');
  await item.getByRole('button', { name: 'Trả lời' }).click();
  await window.getByRole('menuitem', { name: 'Tuân thủ', exact: true }).click();
  await item.waitFor({ state: 'detached' });
  await window.getByRole('button', { name: 'Hoàn tác' }).click();
  await item.getByRole('button', { name: 'Trả lời' }).click();
  await window.getByRole('menuitem', { name: 'Không tuân thủ' }).click();
  await window.waitForURL(/checklist\?item=/);
  await window.getByRole('button', { name: 'Thêm phát hiện' }).waitFor();
});

import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { edited, newCase, newEntity, newFinding, row, type Wire } from '../server/testing/documents.ts';
import { startTestServer } from '../server/testing/test-server.ts';
import { documentState } from '../shared/domain/document/document-state.ts';
import { signingOf } from '../shared/domain/document/signed-text.ts';
import { revisionOf } from '../shared/domain/revision.ts';
import type { OfficialDocument } from '../shared/schema/documents.ts';
import type { Stage } from './launch.ts';
import { openNetwork } from './network.ts';
import {
  addWitness,
  finishDocument,
  makeDocument,
  openPart,
  openRefusal,
  paperOf,
  signDocument,
  tellRefusal,
} from './story/documents.ts';
import { laptopOf, syncLine } from './story/people.ts';
import { test } from './test.ts';

/** A server with a case of Bình's, on which An works: an entity with who represents it, and one finding. */
async function caseOnServer() {
  const server = await startTestServer({ reference: true });
  const binh = await server.signIn('binh');
  const entity = newEntity(binh.person);
  const inspectionCase = newCase(binh.person, { templateIds: ['post-enterprise'], entityId: entity.id });
  expect(await binh.push('entities', [row(entity)])).toEqual([]);
  expect(await binh.push('cases', [row(inspectionCase)])).toEqual([]);
  expect(await binh.push('findings', [row(newFinding(binh.person, inspectionCase.id))])).toEqual([]);
  const stored = async () => {
    const rows = await server.sql<{ body: string }>('select body from sync.documents order by id');
    return rows.map(({ body }) => JSON.parse(body) as Wire<OfficialDocument>);
  };
  return { server, binh, caseId: inspectionCase.id, stored };
}

async function openDocuments(stage: Stage, serverUrl: string, caseId: string, username: string): Promise<Page> {
  const { window } = await laptopOf(stage, serverUrl, username);
  await window.goto(new URL(`#/cases/${caseId}/documents`, window.url()).href);
  return window;
}

test('minutes are made from what was done, signed, changed, signed anew and refused off-line; the server takes them and no forged signature', async ({
  stage,
}) => {
  const { server, binh, caseId, stored } = await caseOnServer();
  const network = await openNetwork(server.url);
  const window = await openDocuments(stage, network.url, caseId, 'an');
  await network.down();
  await window.getByText('Chưa có văn bản nào').waitFor();

  await makeDocument(window, /^Biên bản Công bố Quyết định kiểm tra/);
  await paperOf(window)
    .getByText(/công bố toàn văn Quyết định: số 212\/QĐ-SKHCN ngày 12\/11\/2026/)
    .waitFor();
  await window.getByRole('link', { name: 'Về danh sách văn bản' }).click();

  await makeDocument(window, /^Biên bản kiểm tra/);
  const paper = paperOf(window);
  await paper.getByText(/Phát hiện 1: Niêm yết thiếu\. Điểm phục vụ số 2 niêm yết thiếu 03 nhóm hàng/).waitFor();
  await paper.getByText(/Ông \(bà\): Đỗ Thị Em; chức vụ: Giám đốc/).waitFor();
  await window.getByText(/Còn 1 chỗ trống/).waitFor();

  // What the entity states is to be answered before anybody signs: later it would void what was signed.
  await openPart(window, /^Ý kiến của đối tượng/);
  await window.getByRole('button', { name: 'Ghi ý kiến' }).click();
  await window.getByRole('combobox', { name: 'Về' }).click();
  await window.getByRole('option', { name: /Phát hiện 1/ }).click();
  await window.getByLabel('Nguyên văn').fill('Sẽ niêm yết lại trước 30/11');
  await window.keyboard.press('Tab');
  await paper.getByText('“Sẽ niêm yết lại trước 30/11”').waitFor();
  await window.getByText(/Còn 2 chỗ trống/).waitFor();
  await window.getByLabel('Ý kiến của Đoàn').fill('Đoàn ghi nhận');
  await window.keyboard.press('Tab');
  await window.getByText(/Còn 1 chỗ trống/).waitFor();
  await finishDocument(window);
  await openPart(window, /^Chữ ký/);
  await signDocument(window, 'Trần Văn Bình');
  await window.getByText('chờ ký 1 người').waitFor();

  await window.getByRole('button', { name: 'Vẫn sửa' }).click();
  await openPart(window, /^Thời gian, địa điểm/);
  await window.getByLabel('Tại', { exact: true }).fill('Điểm phục vụ số 3');
  await window.keyboard.press('Tab');
  await paper.getByText('Không còn hiệu lực: nội dung đã sửa sau khi ký.').waitFor();
  await window.getByText('có chữ ký không còn hiệu lực', { exact: true }).waitFor();
  await addWitness(window, 'Vũ Văn Giang');
  await openPart(window, /^Chữ ký/);
  await signDocument(window, 'Trần Văn Bình');
  await signDocument(window, 'Vũ Văn Giang');

  const refusal = await openRefusal(window, 'Đỗ Thị Em');
  await refusal.getByText(/điểm a khoản 3 Điều 15 NĐ 217\/2025/).waitFor();
  await refusal.getByRole('button', { name: 'Ghi việc từ chối ký' }).click();
  await refusal.getByText('Ghi lý do, hoặc ghi là không nêu lý do.').waitFor();
  await tellRefusal(window, refusal, { witness: 'Vũ Văn Giang', official: 'Nguyễn Thị An' });
  await paper.getByText(/Lý do ông \(bà\) Đỗ Thị Em không ký biên bản: Không đồng ý với nội dung biên bản\./).waitFor();
  await window.getByText('đã ký, 1 người từ chối', { exact: true }).waitFor();
  await openPart(window, /^Giao bản/);
  await window.getByRole('button', { name: 'Đã giao bây giờ' }).first().click();
  await window.getByText(/^Đã giao \d/).waitFor();

  await window.getByRole('link', { name: 'Về danh sách văn bản' }).click();
  await makeDocument(window, /^Biên bản làm việc/);
  await openPart(window, /^Người có mặt/);
  await window.getByRole('combobox', { name: 'Thêm người' }).fill('gia');
  await window.getByRole('option', { name: /Vũ Văn Giang.*Người chứng kiến/ }).waitFor();
  await window.keyboard.press('Enter');
  await window.getByRole('list', { name: 'Người có mặt' }).getByText('Vũ Văn Giang').waitFor();

  // The diary tells who signed and who refused.
  await window.goto(new URL(`#/cases/${caseId}/diary`, window.url()).href);
  await window.getByText('Nguyễn Thị An ghi việc Đỗ Thị Em từ chối ký').waitFor();
  await window.getByText('Nguyễn Thị An lấy chữ ký của Trần Văn Bình').first().waitFor();

  await network.up();
  await syncLine(window, /^Đã đồng bộ/);
  const minutes = async () => (await stored()).find(({ formId }) => formId === 'form.KT-BB');
  await expect.poll(async () => (await minutes())?.copies[0]?.handedOverAt).toMatch(/^\d{4}-/);
  const kept = await minutes();
  if (!kept) throw new Error('the minutes have not come');
  expect(documentState(kept)).toEqual({ kind: 'signed' });
  const { signatures, voidSignatures, refusals } = signingOf(kept);
  expect([signatures.length, voidSignatures.length, refusals.length]).toEqual([2, 1, 1]);
  expect(refusals[0]).toMatchObject({ attendeeId: 'representative', officialId: 'p-an', by: 'p-an' });

  const [first, ...others] = kept.signatures;
  const forged = edited(kept, binh.person, {
    signatures: [
      { ...(first ?? kept.signatures[1]), strokes: [[1, 2, 3, 4]] } as (typeof kept.signatures)[number],
      ...others,
    ],
  });
  expect(await binh.push('documents', [row(forged, revisionOf(kept))])).toMatchObject([
    { outcome: 'refused', problem: { code: 'permission.denied', details: { rule: 'signed' } } },
  ]);

  const colleague = await openDocuments(stage, server.url, caseId, 'binh');
  await colleague.getByRole('link', { name: /Biên bản kiểm tra.*đã ký/ }).click();
  await paperOf(colleague).getByRole('img', { name: 'Chữ ký' }).first().waitFor();
  await colleague.goto(new URL(`#/cases/${caseId}/findings`, colleague.url()).href);
  await colleague.getByRole('region', { name: 'Ý kiến của đối tượng' }).getByText('Đỗ Thị Em').waitFor();
  await network.close();
  await server.stop();
});

test('a thing that is sealed is told once, and goes on from there', async ({ stage }) => {
  const { server, caseId, stored } = await caseOnServer();
  const window = await openDocuments(stage, server.url, caseId, 'an');
  await makeDocument(window, /^Biên bản Niêm phong/);
  await openPart(window, /^Tang vật, giấy tờ/);
  await window.getByRole('button', { name: 'Thêm tang vật, giấy tờ' }).click();
  await window.getByLabel('Tên, chủng loại').fill('Bộ phát sóng không nhãn');
  await window.getByLabel('Số lượng').fill('01 cái');
  await window.getByRole('textbox', { name: 'Số niêm phong' }).fill('NP-01');
  await openPart(window, /^Cách niêm phong/);
  await window.getByRole('textbox', { name: 'Cách niêm phong' }).fill('Dán giấy niêm phong');
  await window.getByRole('textbox', { name: /^Người giữ/ }).fill('Đối tượng giữ tại chỗ');
  await finishDocument(window, '2');
  await openPart(window, /^Chữ ký/);
  await signDocument(window, 'Trần Văn Bình');
  await signDocument(window, 'Đỗ Thị Em');
  const custody = async () => {
    const rows = await server.sql<{ body: string }>("select body from sync.activity where kind = 'custody'");
    return rows.map(({ body }) => JSON.parse(body));
  };
  await expect
    .poll(custody)
    .toMatchObject([
      { target: { kind: 'exhibit', field: 'sealed' }, text: expect.stringMatching(/niêm phong số NP-01/) },
    ]);

  await window.getByRole('link', { name: 'Về danh sách văn bản' }).click();
  await window.getByRole('heading', { name: /Tang vật/ }).waitFor();
  await window.getByRole('button', { name: 'Mở niêm phong' }).click();
  await window.getByRole('heading', { level: 1, name: /Mở niêm phong/ }).waitFor();
  await paperOf(window).getByRole('cell', { name: 'Bộ phát sóng không nhãn' }).waitFor();

  await window.getByRole('button', { name: 'Việc khác với văn bản' }).click();
  await window.getByRole('menuitem', { name: 'Xóa văn bản' }).click();
  await window.getByRole('button', { name: 'Hoàn tác' }).click();
  await expect.poll(() => window.getByRole('link', { name: /Mở niêm phong/ }).count()).toBeGreaterThan(0);
  await window
    .getByRole('link', { name: /Biên bản Niêm phong/ })
    .first()
    .click();
  await window.getByRole('button', { name: 'Việc khác với văn bản' }).click();
  await window.getByRole('menuitem', { name: 'Hủy văn bản' }).click();
  const cancel = window.getByRole('dialog', { name: 'Hủy văn bản đã ký' });
  await cancel.getByRole('button', { name: 'Hủy văn bản' }).click();
  await cancel.getByText('Ghi ngắn vì sao hủy.').waitFor();
  await cancel.getByLabel('Vì sao hủy').fill('ghi nhầm số');
  await cancel.getByRole('button', { name: 'Hủy văn bản' }).click();
  await window.getByText('đã hủy', { exact: true }).waitFor();
  await expect
    .poll(async () => (await stored()).map(({ cancelled }) => cancelled?.reason).filter(Boolean))
    .toEqual(['ghi nhầm số']);
  await server.stop();
});

test('off-line a document gets the next number of its series by one click; one that is typed is not given again', async ({
  stage,
}) => {
  const { server, caseId } = await caseOnServer();
  const network = await openNetwork(server.url);
  const window = await openDocuments(stage, network.url, caseId, 'an');
  const number = window.getByRole('textbox', { name: 'Số văn bản' });
  const paper = paperOf(window);
  const next = async () => {
    await window.getByRole('link', { name: 'Về danh sách văn bản' }).click();
    await makeDocument(window, /^Biên bản làm việc/);
  };
  await makeDocument(window, /^Biên bản làm việc/);
  await paper.getByText('Số: ……/BB-LV').waitFor();
  await window.getByRole('button', { name: 'Cấp số', disabled: false }).waitFor();
  await network.down();
  await window.getByRole('button', { name: 'Cấp số' }).click();
  await paper.getByText('Số: 01/BB-LV').waitFor();
  expect(await number.inputValue()).toBe('01/BB-LV');

  await next();
  await number.fill('1/bb-lv');
  await window.keyboard.press('Tab');
  await window.getByText(/Số này đã có ở văn bản “Biên bản làm việc” trong năm/).waitFor();
  await number.fill('02/BB-LV');
  await window.keyboard.press('Tab');
  await window.getByText(/Số này đã có/).waitFor({ state: 'detached' });
  await paper.getByText('Số: 02/BB-LV').waitFor();

  await next();
  await window.getByRole('button', { name: 'Cấp số' }).click();
  await paper.getByText('Số: 03/BB-LV').waitFor();
  await network.close();
  await server.stop();
});

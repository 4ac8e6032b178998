import { expect } from 'vitest';
import { caseOnServer, openEvidence } from './story/evidence.ts';
import { test } from './test.ts';

test('a number read from a device is signed as any original, tied to the item under which it was typed, and read by colleagues', async ({
  stage,
}) => {
  const { server, caseId } = await caseOnServer();
  const { window } = await openEvidence(stage, { server, caseId }, 'an');
  await window.goto(new URL(`#/cases/${caseId}/checklist`, window.url()).href);
  await window.getByRole('button', { name: 'Ghi số đo' }).click();
  const dialog = window.getByRole('dialog', { name: 'Ghi số đọc từ thiết bị đo' });
  await dialog.getByRole('button', { name: 'Lưu số đọc' }).click();
  await dialog.getByText('Ghi đại lượng đã đo.').waitFor();
  await dialog.getByText('Ghi số đọc được.').waitFor();
  await dialog.getByLabel('Đo gì').fill('Cường độ trường');
  await dialog.getByLabel('Số đọc được').fill('12.50');
  await dialog.getByText('Phần thập phân viết sau dấu phẩy, ví dụ 12,5.').waitFor();
  // Put off, what was typed is there again.
  await dialog.getByRole('button', { name: 'Để sau' }).click();
  await window.getByRole('button', { name: 'Ghi số đo' }).click();
  await dialog.getByLabel('Số đọc được').fill('1.212,50');
  await dialog.getByLabel('Đơn vị').fill('V/m');
  await dialog.getByLabel('Thiết bị đo').fill('Narda SRM-3006');
  await dialog.getByRole('textbox', { name: 'Số máy' }).fill('H-0412');
  await dialog.getByRole('textbox', { name: 'Kiểm định, hiệu chuẩn có giá trị đến' }).fill('31/03/2020');
  await dialog.getByRole('button', { name: 'Lưu số đọc' }).click();
  await window.getByText('Đã lưu Cường độ trường: 1.212,50\u00a0V/m.').waitFor();
  await dialog.waitFor({ state: 'hidden' });

  const stored = async () => {
    const rows = await server.sql<{ body: string }>('select body from sync.evidence');
    return rows.map(({ body }) => JSON.parse(body));
  };
  const record = { kind: 'reading', origin: 'typed', mediaType: 'application/json', chain: { sequence: 1 } };
  const [title, tie] = [expect.stringMatching(/^Cường độ trường: 1\.212,50/), expect.stringMatching(/^item\|/)];
  await expect.poll(stored).toMatchObject([{ title, ties: [{ id: tie }], signed: { record } }]);

  const { window: colleague } = await openEvidence(stage, { server, caseId }, 'binh');
  const list = colleague.getByRole('list', { name: 'Chứng cứ của vụ việc' });
  await list.getByText('1.212,50\u00a0V/m', { exact: true }).waitFor();
  await list.getByRole('button', { name: /Cường độ trường/ }).click();
  for (const fact of ['Narda SRM-3006', 'H-0412', '31/03/2020', 'Khi đọc, thiết bị đã quá hạn kiểm định, hiệu chuẩn.'])
    await colleague.getByText(fact, { exact: true }).waitFor();
});

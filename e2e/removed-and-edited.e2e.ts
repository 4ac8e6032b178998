import { expect } from 'vitest';
import { edited, newCase, newFinding, row } from '../server/testing/documents.ts';
import { startTestServer } from '../server/testing/test-server.ts';
import { revisionOf } from '../shared/domain/revision.ts';
import { laptopOf, unlock } from './story/people.ts';
import { test } from './test.ts';

const removedFact = 'Không niêm yết giá cước tại điểm phục vụ số 3';
const editedFact = 'Không niêm yết giá cước tại điểm phục vụ số 3 và số 4';

test('a finding that one removes while another edits it stays where it is, and says so; what is chosen holds', async ({
  stage,
}) => {
  const server = await startTestServer();
  const binh = await server.signIn('binh');
  const inspectionCase = newCase(binh.person);
  const finding = newFinding(binh.person, inspectionCase.id, { title: '', fact: removedFact });
  expect(await binh.push('cases', [row(inspectionCase)])).toEqual([]);
  expect(await binh.push('findings', [row(finding)])).toEqual([]);
  const stored = async () => {
    const [found] = await server.sql<{ body: string }>('select body from sync.findings where id = $1', [finding.id]);
    return JSON.parse(found?.body ?? '{}');
  };

  const { window } = await laptopOf(stage, server.url, 'an');
  const goTo = (place: string) => window.goto(new URL(`#/${place}`, window.url()).href);
  await goTo('outbox');
  await window.getByRole('button', { name: 'Tạm dừng' }).click();
  await goTo(`cases/${inspectionCase.id}/findings`);
  await window.getByRole('button', { name: 'Xóa', exact: true }).click();
  await window.getByText(removedFact).first().waitFor({ state: 'detached' });
  const theirs = edited(finding, binh.person, { fact: editedFact });
  expect(await binh.push('findings', [row(theirs, revisionOf(finding))])).toEqual([]);

  await goTo('outbox');
  await window.getByRole('button', { name: 'Gửi tiếp' }).click();
  await window.getByText('hoặc người xóa người sửa').waitFor();
  await goTo('today');
  await window.getByText('1 chỗ khác nhau, cần chọn.').waitFor();
  await goTo(`cases/${inspectionCase.id}/findings`);
  const choice = window.getByRole('region', { name: 'Cả mục này' });
  await choice.getByText('Một người xóa, người kia sửa.').waitFor();
  await expect.poll(stored).toMatchObject({ fact: editedFact, _deleted: false, conflicts: [{ path: '/' }] });
  await choice.getByRole('button', { name: 'Xóa' }).click();
  await window.getByText('Đã xóa.').waitFor();
  // Nothing of what was said stays on a page that is locked: by itself it would for seconds.
  await window.keyboard.press('Control+l');
  await window.getByText('Đã xóa.').waitFor({ state: 'detached', timeout: 2_000 });
  await unlock(window);
  await expect.poll(stored).toMatchObject({ _deleted: true });
});

import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { newAnswer, newCase, row } from '../server/testing/documents.ts';
import { startTestServer } from '../server/testing/test-server.ts';
import { openNetwork } from './network.ts';
import { chooseFile } from './story/dialogs.ts';
import { laptopOf, syncLine, unlock } from './story/people.ts';
import { publishedTemplate, servicePoint } from './story/template-file.ts';
import { test } from './test.ts';

async function caseWithForm() {
  const server = await startTestServer({ reference: true });
  const binh = await server.signIn('binh');
  const template = await publishedTemplate(binh.person, servicePoint);
  expect(await binh.push('templates', [row(template)])).toEqual([]);
  const inspectionCase = newCase(binh.person, { templateIds: [template.id] });
  const before = newCase(binh.person, { templateIds: [template.id], startsOn: '2025-05-06', endsOn: '2025-05-09' });
  expect(await binh.push('cases', [row(inspectionCase), row(before)])).toEqual([]);
  const province = template.content.nodes.find(({ name }) => name === 'tinh')?.id ?? '';
  const given = newAnswer(binh.person, before.id, province, { value: 'recorded', response: 'dn' });
  expect(await binh.push('answers', [row(given)])).toEqual([]);
  return { server, caseId: inspectionCase.id };
}

const openChecklist = (window: Page, caseId: string) =>
  window.goto(new URL(`#/cases/${caseId}/checklist`, window.url()).href);
const itemOpen = (window: Page, number: string) => window.getByRole('region', { name: number, exact: true });

/** Opens an item that is shown in a line. */
async function openItem(window: Page, number: string, question: RegExp) {
  await window.getByRole('button', { name: question }).first().click();
  return itemOpen(window, number);
}

test('a unit’s own form is filled without a network: what follows from an answer is asked, what is wrong is said, turns are added', async ({
  stage,
}) => {
  const { server, caseId } = await caseWithForm();
  const network = await openNetwork(server.url);
  const { window, electron } = await laptopOf(stage, network.url, 'an');
  await network.down();
  await openChecklist(window, caseId);
  const province = itemOpen(window, 'A1');
  await province.getByText('Lần trước (06/05/2025): Đà Nẵng').waitFor();
  await province.getByRole('button', { name: 'Như lần trước' }).click();
  await expect.poll(() => province.getByRole('radio', { name: 'Đà Nẵng' }).isChecked()).toBe(true);
  await province.getByRole('button', { name: 'Như lần trước' }).waitFor({ state: 'detached' });
  await province.getByRole('radio', { name: 'Hà Nội' }).check();
  const commune = await openItem(window, 'A2', /Xã, phường/);
  // Of the province that was chosen alone.
  await expect.poll(() => commune.getByRole('radio').count()).toBe(1);
  await commune.getByRole('radio', { name: 'Ba Đình' }).check();

  const why = window.getByRole('button', { name: /Vì sao không mở cửa/ });
  expect(await why.count()).toBe(0);
  const isOpen = await openItem(window, 'A3', /có mở cửa không/);
  await isOpen.getByText('Nhìn biển giờ mở cửa').waitFor();
  await isOpen.getByRole('radio', { name: 'Không' }).check();
  await why.waitFor();
  await isOpen.getByRole('radio', { name: 'Có', exact: true }).check();
  await why.waitFor({ state: 'detached' });

  // A part that asks nothing yet is reached as well.
  await window.getByRole('button', { name: /^B Quầy giao dịch/ }).click();
  await window.getByRole('button', { name: 'Thêm Quầy giao dịch' }).click();
  await window.getByRole('heading', { name: 'Quầy giao dịch 1' }).waitFor();
  const staff = await openItem(window, 'B1', /Số nhân viên ở quầy/);
  await staff.getByLabel('Trả lời').fill('0');
  await staff.getByText('Ít nhất một người').waitFor();
  await openItem(window, 'B2', /Ảnh quầy/);
  await window.getByRole('button', { name: /Số nhân viên ở quầy.*Chưa hợp lệ/ }).click();
  await staff.getByLabel('Trả lời').fill('3');
  await staff.getByText('Ít nhất một người').waitFor({ state: 'detached' });
  await window.getByText('Có 3 nhân viên.').waitFor();

  await window.reload();
  await unlock(window);
  await openChecklist(window, caseId);
  await window.getByRole('heading', { name: 'Quầy giao dịch 1' }).waitFor();
  await window.getByText('Có 3 nhân viên.').waitFor();
  const out = path.join(await stage.newFolder('documents'), 'trả lời.json');
  await chooseFile(electron, out);
  await window.getByRole('button', { name: 'Xuất câu trả lời' }).click();
  await window.getByRole('menuitem', { name: 'Dữ liệu (.json)' }).click();
  await window.getByText('Đã xuất câu trả lời.').waitFor();
  expect(JSON.parse(await readFile(out, 'utf8'))).toEqual([
    {
      template: 'Kiểm tra điểm phục vụ bưu chính',
      answers: { chung: { tinh: 'hn', xa: 'bd', mo_cua: 'y' }, quay: [{ so: '3', anh: null }] },
      notes: {},
    },
  ]);

  await network.up();
  await syncLine(window, /^Đã đồng bộ/);
  const answers = () =>
    server.sql<{ response: unknown }>(
      `select body::json -> 'response' as response from sync.answers where id like '${caseId}|%'`,
    );
  expect(await answers()).toHaveLength(5);
  expect((await answers()).map(({ response }) => response)).toEqual(expect.arrayContaining(['hn', 'bd', 'y', null, 3]));
});

test('two who fill one form without a network have both their turns afterwards', async ({ stage }) => {
  const { server, caseId } = await caseWithForm();
  const networks = await Promise.all([openNetwork(server.url), openNetwork(server.url)]);
  const laptops = [await laptopOf(stage, networks[0].url, 'an'), await laptopOf(stage, networks[1].url, 'binh')];
  for (const [nth, { window }] of laptops.entries()) {
    await networks[nth]?.down();
    await openChecklist(window, caseId);
    await window.getByRole('button', { name: 'Thêm Quầy giao dịch' }).click();
    const staff = await openItem(window, 'B1', /Số nhân viên ở quầy/);
    await staff.getByLabel('Trả lời').fill(String(nth + 4));
    await window.getByText(`Có ${nth + 4} nhân viên.`).waitFor();
  }
  for (const network of networks) await network.up();
  for (const { window } of laptops) {
    await window.getByRole('heading', { name: 'Quầy giao dịch 2' }).waitFor();
    await syncLine(window, /Đã đồng bộ/);
  }
  const given = await server.sql<{ n: number }>(
    `select (body::json ->> 'response')::int as n from sync.answers where body::json ->> 'response' ~ '^\\d+$' order by 1`,
  );
  expect(given.map(({ n }) => n)).toEqual([4, 5]);
});

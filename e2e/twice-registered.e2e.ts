import { expect } from 'vitest';
import { edited, newCase, newEntity, row } from '../server/testing/documents.ts';
import { startTestServer } from '../server/testing/test-server.ts';
import { nextStamp } from '../shared/domain/clock/stamp.ts';
import { revisionOf } from '../shared/domain/revision.ts';
import { laptopOf, syncLine } from './story/people.ts';
import { test } from './test.ts';

const name = 'Công ty CP Bưu chính Sao Mai';
const code = '0109999147';
const synced = /^Đã đồng bộ/;

test('an entity that two people registered off-line is found, made one with what each wrote, and parted again', async ({
  stage,
}) => {
  const server = await startTestServer();
  const [an, binh] = [await server.signIn('an'), await server.signIn('binh')];
  const ofAn = newEntity(an.person, { name, code, address: '12 phố Mẫu Sơn', phone: '' });
  // In the same millisecond the least id would stand.
  const later = nextStamp(ofAn.createdAt, Date.now(), 'test');
  const ofBinh = newEntity(binh.person, {
    name: 'Sao Mai Post',
    code,
    address: '14 phố Mẫu Sơn',
    phone: '0900 000 111',
    ...{ createdAt: later, updatedAt: later },
  });
  const year = new Date().getFullYear();
  const dates = { startsOn: `${year}-01-15`, endsOn: `${year}-12-15` };
  const caseOf = ({ id, name: entityName, address }: typeof ofAn) =>
    newCase(an.person, { entityId: id, entityName, entityAddress: address, ...dates });
  const [first, second] = [caseOf(ofAn), caseOf(ofBinh)];
  expect(await an.push('entities', [row(ofAn)])).toEqual([]);
  expect(await binh.push('entities', [row(ofBinh)])).toEqual([]);
  expect(await an.push('cases', [row(first), row(second)])).toEqual([]);
  const stored = async (id: string) => {
    const [found] = await server.sql<{ body: string }>('select body from sync.entities where id = $1', [id]);
    return JSON.parse(found?.body ?? '{}');
  };

  const { window } = await laptopOf(stage, server.url, 'binh');
  const goTo = (place: string) => window.goto(new URL(`#/${place}`, window.url()).href);
  await goTo(`cases/${second.id}/overview`);
  const twice = window.getByText('Có thể đã đăng ký hai lần:');
  await twice.waitFor();
  const join = async () => {
    await window.getByRole('button', { name: 'So sánh và gộp' }).click();
    await window.getByRole('radio', { name: '14 phố Mẫu Sơn' }).check();
    await window.getByRole('button', { name: 'Gộp làm một' }).click();
    await twice.waitFor({ state: 'detached' });
  };
  await join();
  await window.getByRole('button', { name: 'Hoàn tác' }).click();
  await twice.waitFor();
  await expect.poll(() => stored(ofAn.id)).toMatchObject({ sameAs: '', name, address: '12 phố Mẫu Sơn', phone: '' });
  await join();
  await syncLine(window, synced);
  await expect.poll(() => stored(ofBinh.id)).toMatchObject({ sameAs: ofAn.id, name: 'Sao Mai Post' });
  await expect
    .poll(() => stored(ofAn.id))
    .toMatchObject({ sameAs: '', name, address: '14 phố Mẫu Sơn', phone: '0900 000 111' });

  await goTo('cases/new');
  const search = window.getByRole('textbox', { name: 'Tìm đối tượng' });
  await search.fill(code);
  await window.getByRole('option', { name: new RegExp(name) }).waitFor();
  expect(await window.getByRole('option', { name: /phố Mẫu Sơn/ }).count()).toBe(1);
  await search.press('ArrowDown');
  await search.press('Enter');
  await window.getByText(`Đã có 2 vụ việc với đối tượng này trong năm ${year}.`).waitFor();

  // A colleague corrects the record that stands, and the other case shows it.
  const joined = await stored(ofAn.id);
  const corrected = edited(joined, an.person, { representative: 'Nguyễn Văn Mới' });
  expect(await an.push('entities', [row(corrected, revisionOf(joined))])).toEqual([]);
  await goTo(`cases/${second.id}/overview`);
  await window.getByText('Nguyễn Văn Mới').first().waitFor();
  await server.stop();
});

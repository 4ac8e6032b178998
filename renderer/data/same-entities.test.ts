import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ManagedEntity } from '../../shared/schema/entities.ts';
import { idsOfSame, joinRecords, recordsAlike, standingRecords } from './same-entities.ts';
import { offlineWorkspace } from './testing/offline-workspace.ts';
import type { Workspace } from './workspace.ts';

let workspace: Workspace;
beforeEach(async () => {
  workspace = await offlineWorkspace();
});
afterEach(() => workspace.close());

function register(own: Partial<ManagedEntity> = {}): Promise<ManagedEntity> {
  const fields = {
    name: 'Công ty CP Bưu chính Sao Mai',
    form: 'organisation' as const,
    code: '0109999147',
    address: '',
    representative: '',
    representativeTitle: '',
    phone: '',
    sectors: [],
    licences: [],
    note: '',
    sameAs: '',
  };
  return workspace.insert('entities', { ...fields, ...own });
}

const standing = async (ids: readonly string[]) =>
  (await standingRecords(workspace.collections.entities, ids)).map(({ id }) => id);

describe('an entity that was registered twice', () => {
  it('is found by its code, and by its name where one has no code', async () => {
    const first = await register();
    const byCode = await register({ name: 'Sao Mai Post' });
    const byName = await register({ code: '', name: 'CONG TY CP BUU CHINH SAO MAI' });
    await register({ name: 'Công ty CP Bưu chính Sao Hôm', code: '0301234567' });
    const found = await recordsAlike(workspace, first);
    expect(found.map(({ id }) => id)).toEqual([byCode.id, byName.id]);
  });

  it('is one once it was joined: whichever is named, the first one stands, and both keep what they said', async () => {
    const first = await register({ address: '12 phố Mẫu Sơn' });
    const other = await register({ address: '14 phố Mẫu Sơn', phone: '0900000000' });
    await joinRecords(workspace, first, other, { address: 'other' });
    const { entities } = workspace.collections;
    expect(await standing([other.id, first.id])).toEqual([first.id]);
    expect(await recordsAlike(workspace, first)).toEqual([]);
    expect([...(await idsOfSame(entities, [first.id]))].sort()).toEqual([first.id, other.id].sort());
    expect([...(await idsOfSame(entities, [other.id]))].sort()).toEqual([first.id, other.id].sort());
    const stored = await entities.findOne(first.id).exec(true);
    expect(stored).toMatchObject({ address: '14 phố Mẫu Sơn', phone: '0900000000', sameAs: '' });
    expect(await entities.findOne(other.id).exec(true)).toMatchObject({ address: '14 phố Mẫu Sơn', sameAs: first.id });
  });

  it('is two again when that is undone', async () => {
    const first = await register({ address: '12 phố Mẫu Sơn' });
    const other = await register({ address: '14 phố Mẫu Sơn', phone: '0900000000' });
    const undo = await joinRecords(workspace, first, other, { address: 'other' });
    await undo();
    const { entities } = workspace.collections;
    expect(await standing([other.id, first.id])).toEqual([other.id, first.id]);
    expect(await entities.findOne(first.id).exec(true)).toMatchObject({ address: '12 phố Mẫu Sơn', phone: '' });
  });

  it('stands as one record for everybody, however it was joined: in a row, or crosswise', async () => {
    const [a, b, c] = [await register(), await register(), await register()];
    await workspace.change('entities', b.id, () => ({ sameAs: a.id }));
    await workspace.change('entities', c.id, () => ({ sameAs: b.id }));
    expect(await standing([c.id, b.id, a.id])).toEqual([a.id]);
    expect(await idsOfSame(workspace.collections.entities, [a.id])).toHaveLength(3);
    await workspace.change('entities', a.id, () => ({ sameAs: c.id }));
    const [least] = [a.id, b.id, c.id].sort();
    expect(await standing([b.id])).toEqual([least]);
    await workspace.remove('entities', (await workspace.collections.entities.findOne(a.id).exec(true)).toMutableJSON());
    expect(await standing([c.id])).toEqual([b.id]);
  });
});

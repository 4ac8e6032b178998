import { getRxStorageMemory } from 'rxdb/plugins/storage-memory';
import { afterEach, describe, expect, it } from 'vitest';
import type { OpenSession } from '../../shared/bridge/contract.ts';
import { answerId } from '../../shared/schema/answers.ts';
import { isTaken } from './documents.ts';
import { openWorkspace } from './open-workspace.ts';
import { preparation } from './testing/preparation.ts';
import { newId } from './ulid.ts';
import type { NewDocument, Workspace } from './workspace.ts';

const session: OpenSession = {
  person: {
    id: 'p-lan',
    username: 'lan',
    name: 'Nguyễn Thị Lan',
    title: 'Thanh tra viên',
    role: 'inspector',
    scope: '01',
    unitName: 'Hà Nội',
  },
  deviceId: 'device-0001',
  deviceName: 'Máy 1',
  database: 'db-lan',
  leaseEndsAt: '2030-01-01T00:00:00Z',
  rolledBack: false,
};

const answer = (caseId: string): NewDocument<'answers'> => ({
  id: answerId(caseId, 'item-1'),
  caseId,
  itemId: 'item-1',
  value: 'compliant',
  response: null,
  note: '',
});

describe('a workspace', () => {
  let open: Workspace | undefined;
  afterEach(async () => {
    await open?.close();
    open = undefined;
  });
  const workspace = async (): Promise<Workspace> => {
    open = await openWorkspace({
      storage: getRxStorageMemory(),
      session: { ...session, database: `db-${newId().toLowerCase()}` },
      baseUrl: 'http://127.0.0.1:9',
      fetch,
    });
    return open;
  };

  it('stamps a new document with who, when, where and whose', async () => {
    const made = await (await workspace()).insert('cases', preparation);
    expect(made).toMatchObject({ scope: '01', createdBy: 'p-lan', updatedBy: 'p-lan', device: 'device-0001' });
    expect(made.id).toMatch(/^[0-9A-HJKMNP-TV-Z]{26}$/);
    expect(made.createdAt).toBe(made.updatedAt);
    expect(made.conflicts).toEqual([]);
  });

  it('gives each change a later stamp, and leaves an edit that changes nothing unwritten', async () => {
    const { insert, change } = await workspace();
    const made = await insert('cases', preparation);
    const same = await change('cases', made.id, () => ({ content: '' }));
    expect(same.updatedAt).toBe(made.updatedAt);
    const after = await change('cases', made.id, () => ({ content: 'Nội dung' }));
    expect(after.updatedAt > made.updatedAt).toBe(true);
    expect(after.createdAt).toBe(made.createdAt);
  });

  it('runs edits that meet one after the other, so that none is lost', async () => {
    const { insert, change } = await workspace();
    const { id } = await insert('cases', preparation);
    await Promise.all(
      ['a', 'b', 'c'].map((letter) => change('cases', id, (now) => ({ content: `${now.content}${letter}` }))),
    );
    const after = await change('cases', id, () => ({}));
    expect([...after.content].sort()).toEqual(['a', 'b', 'c']);
  });

  it('makes no second document under one id, and says so', async () => {
    const { insert, collections } = await workspace();
    const both = [insert('answers', answer('case-1')), insert('answers', { ...answer('case-1'), note: 'Ghi chú' })];
    const failed = (await Promise.allSettled(both)).filter(({ status }) => status === 'rejected');
    expect(failed.map((result) => isTaken((result as PromiseRejectedResult).reason))).toEqual([true]);
    expect(await collections.answers.find().exec()).toHaveLength(1);
  });

  it('keeps what belongs to a case in the scope of the case', async () => {
    const { insert, collections } = await workspace();
    const { id } = await insert('cases', preparation);
    await collections.cases.findOne(id).incrementalPatch({ scope: '79' });
    expect((await insert('answers', answer(id))).scope).toBe('79');
  });

  it('refuses a document that breaks its schema, naming the field and not the value', async () => {
    const { insert } = await workspace();
    await expect(insert('cases', { ...preparation, startsOn: 'mai' })).rejects.toMatchObject({
      code: 'document.invalid',
      details: { collection: 'cases', field: '/startsOn' },
    });
  });

  it('removes a document and makes it again', async () => {
    const { insert, remove, collections } = await workspace();
    const made = await insert('answers', answer('case-1'));
    expect(await remove('answers', made)).toBe(true);
    const { id } = made;
    expect(await collections.answers.findOne(id).exec()).toBeNull();
    await insert('answers', answer('case-1'));
    expect(await collections.answers.findOne(id).exec()).not.toBeNull();
  });

  it('counts by a field and finds text without its tones', async () => {
    const { insert, count, search } = await workspace();
    const { id } = await insert('cases', preparation);
    await insert('cases', { ...preparation, entityName: 'Bưu chính', state: 'onSite' });
    expect(await count('cases', 'state')).toEqual(
      new Map([
        ['preparing', 1],
        ['onSite', 1],
      ]),
    );
    expect(await search('cases', 'dien sang', 10)).toEqual([id]);
  });
});

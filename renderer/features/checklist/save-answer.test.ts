import { getRxStorageMemory } from 'rxdb/plugins/storage-memory';
import { afterEach, describe, expect, it } from 'vitest';
import type { OpenSession } from '../../../shared/bridge/contract.ts';
import { openWorkspace } from '../../data/open-workspace.ts';
import type { Workspace } from '../../data/workspace.ts';
import { saveAnswer } from './save-answer.ts';

const session: OpenSession = {
  person: {
    id: 'p-an',
    username: 'an',
    name: 'Nguyễn Thị An',
    title: 'Chuyên viên',
    role: 'inspector',
    scope: '15',
    unitName: 'Sở KH&CN',
  },
  deviceId: 'device-07',
  deviceName: 'Laptop 07',
  database: '',
  leaseEndsAt: '2026-12-31T00:00:00Z',
  rolledBack: false,
};
let workspace: Workspace | undefined;
afterEach(async () => {
  await workspace?.close();
  workspace = undefined;
});

async function open(): Promise<Workspace> {
  workspace = await openWorkspace({
    storage: getRxStorageMemory(),
    session: { ...session, database: `answers-${crypto.randomUUID()}` },
    baseUrl: 'http://127.0.0.1:9',
    fetch: () => Promise.reject(new TypeError('no network')),
  });
  return workspace;
}

async function stored(device: Workspace) {
  const answer = await device.collections.answers.findOne('c1|post.con.02').exec();
  return answer && { value: answer.value, note: answer.note, response: answer.response };
}

describe('saving an answer', () => {
  it('changes what was given and nothing else', async () => {
    const device = await open();
    await saveAnswer(device, 'c1', 'post.con.02', { value: 'compliant' });
    await saveAnswer(device, 'c1', 'post.con.02', { note: 'Đối chiếu bản chính' });
    expect(await stored(device)).toEqual({ value: 'compliant', note: 'Đối chiếu bản chính', response: null });
  });

  it('keeps both when a note is left and an answer clicked in one moment, the first of all included', async () => {
    const device = await open();
    await Promise.all([
      saveAnswer(device, 'c1', 'post.con.02', { note: 'Thiếu dấu ngày' }),
      saveAnswer(device, 'c1', 'post.con.02', { value: 'notCompliant' }),
      saveAnswer(device, 'c1', 'post.con.02', { note: 'Thiếu dấu ngày, giờ' }),
    ]);
    expect(await stored(device)).toEqual({ value: 'notCompliant', note: 'Thiếu dấu ngày, giờ', response: null });
  });
});

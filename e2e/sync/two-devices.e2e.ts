import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { NewDocument } from '../../renderer/data/workspace.ts';
import { newCase } from '../../server/testing/documents.ts';
import { startTestServer, type TestServer } from '../../server/testing/test-server.ts';
import { type Device, openDevice } from './device.ts';

let server: TestServer;
const devices: Device[] = [];
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());
afterEach(async () => {
  for (const device of devices.splice(0)) await device.close();
});

async function device(username: string): Promise<Device> {
  const opened = await openDevice({ url: server.url, session: await server.signIn(username) });
  devices.push(opened);
  return opened;
}

function preparation(): Omit<NewDocument<'cases'>, 'id'> {
  const { id, scope, createdAt, createdBy, updatedAt, updatedBy, device, clockOffsetMs, conflicts, _deleted, ...own } =
    newCase({ id: 'p-an', scope: 'song-mai' });
  return own;
}

describe('two devices', () => {
  it('see what the other writes', async () => {
    const an = await device('an');
    const binh = await device('binh');
    const { id } = await an.workspace.insert('cases', preparation());
    await an.synced();
    const seen = await binh.workspace.collections.cases.findOne(id).$;
    await new Promise<void>((resolve) => {
      seen.subscribe((document) => document && resolve());
    });
    expect((await binh.workspace.collections.cases.findOne(id).exec())?.number).toMatch(/^KT-/);
  });
});

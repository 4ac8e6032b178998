import { Type } from 'typebox';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { register } from '../../server/services/registry.ts';
import { standardRegistrations } from '../../server/start.ts';
import { startTestServer, type TestServer } from '../../server/testing/test-server.ts';
import { cases } from '../../shared/schema/cases.ts';
import type { CollectionDefinition } from '../../shared/schema/collection.ts';
import { type Network, openNetwork } from '../network.ts';
import { preparation } from './documents.ts';

/** Cases with a field more, as a later program has them. */
const laterCases: CollectionDefinition = {
  ...cases,
  version: 1,
  schema: Type.Object({ ...cases.schema.properties, urgency: Type.String() }, { additionalProperties: false }),
  migrations: { 1: (older) => ({ ...older, urgency: 'normal' }) },
};

let server: TestServer;
let network: Network;
beforeAll(async () => {
  server = await startTestServer();
  network = await openNetwork(server.url);
});
afterAll(async () => {
  await network.close();
  await server.stop();
});

/** Where a case stands in the feed. */
function placeOf({ sql }: TestServer, id: string) {
  return sql('select change_xid, change_seq from sync.cases where id = $1', [id]);
}

/** The device's part of a program that knows the later cases. */
async function laterProgram() {
  vi.resetModules();
  vi.doMock('../../shared/schema/collections.ts', async (original) => {
    const known = await original<typeof import('../../shared/schema/collections.ts')>();
    const later = (definition: CollectionDefinition) => (definition.name === 'cases' ? laterCases : definition);
    return { collections: known.collections.map(later), deviceCollections: known.deviceCollections.map(later) };
  });
  return import('./device.ts');
}

it('a newer program raises what is on the laptop and on the server alike; unsent work goes on, nothing is sent twice', async () => {
  const { openDevice } = await import('./device.ts');
  const session = await server.signIn('an');
  const an = await openDevice({ url: network.url, session });
  const sent = await an.workspace.insert('cases', preparation({ content: 'Đã gửi' }));
  const alsoSent = await an.workspace.insert('cases', preparation({ content: 'Cũng đã gửi' }));
  await an.synced();
  await an.until(({ lastSyncedAt }) => lastSyncedAt !== null);
  await network.down();
  await an.workspace.change('cases', sent.id, () => ({ content: 'Sửa khi không có mạng' }));
  const unsent = await an.workspace.insert('cases', preparation({ content: 'Lập khi không có mạng' }));
  const place = await placeOf(server, alsoSent.id);
  const file = await an.leave();

  const laterServer = await startTestServer({
    databaseUrl: server.databaseUrl,
    registrations: standardRegistrations().map((each) =>
      each.definition.name === 'cases' ? register(laterCases) : each,
    ),
  });
  const laterNetwork = await openNetwork(laterServer.url);
  try {
    const later = await laterProgram();
    const again = await later.openDevice({ url: laterNetwork.url, session }, file);
    await again.synced();
    const found = await again.workspace.collections.cases.find().exec();
    expect(Object.fromEntries(found.map((each) => [each.id, [each.content, each.get('urgency')]]))).toEqual({
      [sent.id]: ['Sửa khi không có mạng', 'normal'],
      [alsoSent.id]: ['Cũng đã gửi', 'normal'],
      [unsent.id]: ['Lập khi không có mạng', 'normal'],
    });
    expect(found.flatMap(({ conflicts }) => conflicts)).toEqual([]);
    const stored = await laterServer.sql<{ id: string; urgency: string; content: string }>(
      `select id, body::jsonb ->> 'urgency' as urgency, body::jsonb ->> 'content' as content from sync.cases`,
    );
    expect(Object.fromEntries(stored.map(({ id, content, urgency }) => [id, [content, urgency]]))).toEqual(
      Object.fromEntries(found.map((each) => [each.id, [each.content, 'normal']])),
    );
    expect(await placeOf(laterServer, alsoSent.id)).toEqual(place);
    const pushes = laterNetwork.requests.filter(({ method, path }) => method === 'POST' && path.includes('/cases'));
    expect(pushes.length).toBeLessThanOrEqual(2);
    await again.close();
  } finally {
    await laterNetwork.close();
    await laterServer.stop();
  }
});

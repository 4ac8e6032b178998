import { Type } from 'typebox';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { startTestServer, type TestServer } from '../../server/testing/test-server.ts';
import { cases } from '../../shared/schema/cases.ts';
import type { CollectionDefinition } from '../../shared/schema/collection.ts';
import { type Network, openNetwork } from '../network.ts';
import { type Device, openDevice } from './device.ts';
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
const open: Device[] = [];
beforeEach(async () => {
  server = await startTestServer();
  network = await openNetwork(server.url);
});
afterEach(async () => {
  for (const device of open.splice(0)) await device.close();
  await network.close();
  await server.stop();
});

/** Where a case stands in the feed. */
function placeOf({ sql }: TestServer, id: string) {
  return sql('select change_xid, change_seq from sync.cases where id = $1', [id]);
}

/** A program that knows the later cases and speaks the later protocol: its device's part and its server's. */
async function laterProgram() {
  vi.resetModules();
  vi.doMock('../../shared/schema/collections.ts', async (original) => {
    const known = await original<typeof import('../../shared/schema/collections.ts')>();
    const later = (definition: CollectionDefinition) => (definition.name === 'cases' ? laterCases : definition);
    return { collections: known.collections.map(later), deviceCollections: known.deviceCollections.map(later) };
  });
  vi.doMock('../../shared/protocol/version.ts', async (original) => {
    const known = await original<typeof import('../../shared/protocol/version.ts')>();
    return { ...known, protocolVersion: known.protocolVersion + 1 };
  });
  const [{ openDevice: openLater }, { startTestServer: startLater }] = [
    await import('./device.ts'),
    await import('../../server/testing/test-server.ts'),
  ];
  vi.doUnmock('../../shared/schema/collections.ts');
  vi.doUnmock('../../shared/protocol/version.ts');
  return { openDevice: openLater, startServer: startLater };
}

type LaterProgram = Awaited<ReturnType<typeof laterProgram>>;

/** The server is upgraded where it stands: its database, its port. */
async function upgradeServer({ startServer }: LaterProgram): Promise<void> {
  const { databaseUrl, url } = server;
  await server.stop();
  server = await startServer({ databaseUrl, port: Number(new URL(url).port) });
}

/** What the server has of the cases, by content: how urgent, and with which number. */
async function casesOnServer(): Promise<Record<string, unknown>> {
  const rows = await server.sql<{ body: string }>('select body from sync.cases');
  const found = rows.map(({ body }) => JSON.parse(body) as Record<string, string>);
  expect(new Set(found.map(({ content }) => content)).size).toBe(found.length);
  return Object.fromEntries(found.map(({ content, urgency, number }) => [content, [urgency, number?.slice(0, 3)]]));
}

it('a newer program raises what is on the laptop and on the server alike; unsent work goes on, nothing is sent twice', async () => {
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

  const later = await laterProgram();
  await upgradeServer(later);
  await network.up();
  const before = network.requests.length;
  const again = await later.openDevice({ url: network.url, session }, file);
  open.push(again);
  await again.synced();
  const found = await again.workspace.collections.cases.find().exec();
  expect(Object.fromEntries(found.map((each) => [each.id, [each.content, each.get('urgency')]]))).toEqual({
    [sent.id]: ['Sửa khi không có mạng', 'normal'],
    [alsoSent.id]: ['Cũng đã gửi', 'normal'],
    [unsent.id]: ['Lập khi không có mạng', 'normal'],
  });
  expect(found.flatMap(({ conflicts }) => conflicts)).toEqual([]);
  expect(await casesOnServer()).toEqual({
    'Sửa khi không có mạng': ['normal', 'KT-'],
    'Cũng đã gửi': ['normal', 'KT-'],
    'Lập khi không có mạng': ['normal', 'KT-'],
  });
  expect(await placeOf(server, alsoSent.id)).toEqual(place);
  const pushes = network.requests
    .slice(before)
    .filter(({ method, path }) => method === 'POST' && path.includes('/cases'));
  expect(pushes.length).toBeLessThanOrEqual(2);
});

it('an older program that meets a newer server is told, keeps its work, and sends it once when it is upgraded', async () => {
  const session = await server.signIn('an');
  const an = await openDevice({ url: network.url, session });
  const sent = await an.workspace.insert('cases', preparation({ content: 'Đã gửi' }));
  await an.synced();
  const later = await laterProgram();
  await network.down();
  await upgradeServer(later);
  await an.workspace.change('cases', sent.id, () => ({ content: 'Sửa với bản cũ' }));
  await network.up();
  const told = await an.until(({ state }) => state === 'paused');
  expect(told).toMatchObject({ unsent: 1, problem: { code: 'server.newer' } });
  const made = await an.workspace.insert('cases', preparation({ content: 'Lập với bản cũ' }));
  expect((await an.until(({ unsent }) => unsent === 2)).state).toBe('paused');
  expect(await casesOnServer()).toEqual({ 'Đã gửi': ['normal', 'KT-'] });
  const exported = JSON.parse(await an.workspace.sync.exportOutbox()).documents.map(({ id }: { id: string }) => id);
  expect(exported.toSorted()).toEqual([sent.id, made.id].toSorted());
  const file = await an.leave();

  const again = await later.openDevice({ url: network.url, session }, file);
  open.push(again);
  await again.synced();
  expect(await casesOnServer()).toEqual({ 'Sửa với bản cũ': ['normal', 'KT-'], 'Lập với bản cũ': ['normal', 'KT-'] });
});

it('a newer program that meets an older server waits, says so, and goes on by itself when that is upgraded', async () => {
  const session = await server.signIn('an');
  const an = await openDevice({ url: network.url, session });
  await an.workspace.insert('cases', preparation({ content: 'Lập với bản cũ' }));
  await an.synced();
  const file = await an.leave();

  const later = await laterProgram();
  const again = await later.openDevice({ url: network.url, session }, file);
  open.push(again);
  await again.workspace.insert('cases', { ...preparation({ content: 'Lập với bản mới' }), urgency: 'high' } as never);
  const waiting = await again.until(({ problem }) => problem?.code === 'server.older');
  expect(waiting).toMatchObject({ state: 'offline', unsent: 1 });
  expect(await casesOnServer()).toEqual({ 'Lập với bản cũ': [undefined, 'KT-'] });
  await network.down();
  await upgradeServer(later);
  await network.up();
  await again.synced();
  expect(await casesOnServer()).toEqual({ 'Lập với bản cũ': ['normal', 'KT-'], 'Lập với bản mới': ['high', 'KT-'] });
});

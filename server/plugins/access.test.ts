import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { revisionOf } from '../../shared/domain/revision.ts';
import type { SessionReply } from '../../shared/protocol/auth.ts';
import { broughtPath } from '../../shared/protocol/brought-files.ts';
import type { NumberBlock } from '../../shared/protocol/numbers.ts';
import { offsetHeader, sliceType } from '../../shared/protocol/uploads.ts';
import { withRoutes } from '../testing/all-routes.ts';
import { broughtFile, refOf } from '../testing/brought-file.ts';
import { bundleOf, signedBundle } from '../testing/bundles.ts';
import { newCase, newEntity, newId, row } from '../testing/documents.ts';
import { keepTestKeys, newEvidence } from '../testing/evidence.ts';
import { cell, tableUnder, wordFor } from '../testing/permission-tables.ts';
import { startTestServer, type TestServer } from '../testing/test-server.ts';
import { postJson, type TestSession, testSession } from '../testing/test-session.ts';

const minute = 60_000;
const day = 24 * 60 * minute;
const callers = {
  'signed out': null,
  inspector: 'an',
  'team leader': 'binh',
  supervisor: 'dung',
  administrator: 'quan',
} as const;
type Caller = TestSession | null;

const lines = tableUnder('Requests');
let server: TestServer;
let routes: readonly string[];
/** Of evidence that the server has whole. */
let original: string;
/** Numbers that an inspector's laptop holds. */
let block: NumberBlock;
const signedIn = new Map<string, Caller>();

beforeAll(async () => {
  [server, routes] = await withRoutes(startTestServer);
  for (const [who, username] of Object.entries(callers)) {
    signedIn.set(who, username && (await server.signIn(username)));
  }
  await keepTestKeys(server);
  const an = await server.signIn('an');
  original = await sentOriginal(an);
  block = await reservedBlock(an);
});
afterAll(() => server.stop());

/** A body, or a path, with which the request does what it is for. */
const sound: Readonly<Record<string, () => Promise<{ path?: string; body?: unknown; headers?: object }>>> = {
  'POST /auth/sign-in': async () => ({
    body: { username: 'chi', password: 'du-lieu-mau-2026', deviceId: newId(), deviceName: 'Máy' },
  }),
  'POST /auth/refresh': async () => ({ body: tokenOf(await server.signIn('chi')) }),
  'POST /auth/sign-out': async () => ({ body: tokenOf(await server.signIn('chi')) }),
  'POST /sync/:collection': async () => ({ path: '/sync/entities', body: { rows: [row(newEntity(songMai))] } }),
  'POST /sync/:collection/lost': async () => ({
    path: '/sync/entities/lost',
    body: { rows: [{ id: 'x', scope: 'song-mai', revision: revisionOf(newEntity(songMai)), receipt: 'x' }] },
  }),
  'POST /sync/:collection/given-back': async () => ({
    path: '/sync/entities/given-back',
    body: { rows: [{ document: newEntity(songMai), receipt: 'x' }] },
  }),
  'POST /sync/restored': async () => ({ body: { epoch: server.server.context.epoch } }),
  'POST /sync/bundles': async () => ({ body: signedBundle(bundleOf(songMai, 'c1', [])) }),
  'HEAD /bundles/:sha256/:sizeBytes': async () => ({ path: await sentBundles() }),
  'PATCH /bundles/:sha256/:sizeBytes': async () => ({
    path: `/${broughtPath(refOf(originalBytes))}`,
    headers: { 'content-type': sliceType, [offsetHeader]: '0' },
  }),
  'POST /bundles/:sha256/:sizeBytes': async () => ({ path: await sentBundles() }),
  'GET /sync/:collection': async () => ({ path: '/sync/entities' }),
  'HEAD /evidence/:evidenceId/:part': async () => ({ path: original }),
  'PATCH /evidence/:evidenceId/:part': async () => ({
    path: original,
    headers: { 'content-type': sliceType, [offsetHeader]: String(originalBytes.byteLength) },
  }),
  'GET /evidence/:evidenceId/:part/content': async () => ({ path: `${original}/content` }),
  'POST /numbers/reserve': async () => ({ body: newReservation() }),
  'POST /numbers/report': async () => ({ body: { blocks: [{ block, used: [] }] } }),
  'POST /numbers/return': async () => ({ body: { block, from: 2, outcome: 'returned', reason: 'hết chuyến' } }),
  'GET /numbers/book': async () => ({ path: `/numbers/book?year=${thisYear}` }),
  'POST /devices/:deviceId/revoke': async () => ({ path: `/devices/${(await server.signIn('chi')).deviceId}/revoke` }),
  'GET /docs*': async () => ({ path: '/docs/json' }),
};
const thisYear = new Date(Date.now() + 7 * 3_600_000).getUTCFullYear();
const songMai = { id: 'p-an', scope: 'song-mai' };

function tokenOf({ refreshToken, deviceId }: TestSession) {
  return { refreshToken, deviceId };
}

/** Asks as a caller from another machine would; the word for the answer. */
async function ask(caller: Caller, request: string): Promise<string> {
  const [method = '', url = ''] = request.split(' ');
  const { path = url, body, headers: own } = (await sound[request]?.()) ?? {};
  const headers = {
    'x-forwarded-for': '203.0.113.7',
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    ...own,
  };
  const init = { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
  const response = await (caller ? caller.request(path, init) : fetch(`${server.url}${path}`, init));
  // An answer without a body says why by its status alone.
  const refusals: Readonly<Record<number, string>> = { 401: 'session', 403: 'revoked' };
  return (method === 'HEAD' && refusals[response.status]) || answerOf(response);
}

const originalBytes = Buffer.from('Bản gốc');

/** An original that its taker has sent whole; its path. */
async function sentOriginal(an: TestSession): Promise<string> {
  const made = newCase(an.person);
  const sha256 = createHash('sha256').update(originalBytes).digest('hex');
  const evidence = newEvidence(an.person, made.id, {}, { sha256, sizeBytes: originalBytes.byteLength });
  await an.push('cases', [row(made)]);
  expect(await an.push('evidence', [row(evidence)])).toEqual([]);
  const path = `/evidence/${evidence.id}/original`;
  const headers = { 'content-type': sliceType, [offsetHeader]: '0' };
  expect((await an.request(path, { method: 'PATCH', headers, body: originalBytes })).status).toBe(204);
  return path;
}

/** A file of bundles that has come whole; its path. */
async function sentBundles(): Promise<string> {
  const { sealingKey } = server.server.context.cryptography;
  const file = await broughtFile([sealingKey], [signedBundle(bundleOf(songMai, 'c1', []))]);
  const path = `/${broughtPath(refOf(file))}`;
  const headers = { 'content-type': sliceType, [offsetHeader]: '0' };
  const an = await server.signIn('an');
  expect((await an.request(path, { method: 'PATCH', headers, body: new Uint8Array(file) })).status).toBe(204);
  return path;
}

function newReservation() {
  return { requestId: newId(), holder: newId(), year: thisYear, symbol: 'BB-VPHC', count: 2 };
}

async function reservedBlock(an: TestSession): Promise<NumberBlock> {
  const headers = { 'content-type': 'application/json' };
  const init = { method: 'POST', headers, body: JSON.stringify(newReservation()) };
  return ((await (await an.request('/numbers/reserve', init)).json()) as { block: NumberBlock }).block;
}

/** Routes that answer the head of what others answer whole. */
const headsOf = () => routes.filter((each) => each.startsWith('HEAD ') && tableRowOf(each) === undefined);

async function answerOf(response: Response): Promise<string> {
  if (response.ok) {
    // An event stream has no end.
    await response.body?.cancel();
    return 'yes';
  }
  return wordFor((await response.json()) as { code: string });
}

function tableRowOf(route: string): string | undefined {
  return lines
    .map((line) => cell(line, 'request'))
    .find((request) => (request.endsWith('*') ? route.startsWith(request.slice(0, -1)) : route === request));
}

describe('a request', () => {
  it('is one that the table knows, and every one of the table is there', () => {
    for (const line of lines) expect([...line.keys()].slice(1)).toEqual(Object.keys(callers));
    const heads = headsOf();
    const asked = routes.filter((route) => !heads.includes(route));
    expect(asked.filter((route) => tableRowOf(route) === undefined)).toEqual([]);
    expect([...new Set(asked.map(tableRowOf))].sort()).toEqual(lines.map((line) => cell(line, 'request')).sort());
  });

  it.each(lines.map((line) => [cell(line, 'request'), line] as const))('%s', async (request, line) => {
    for (const [who, caller] of signedIn) {
      expect([request, who, await ask(caller, request)]).toEqual([request, who, cell(line, who)]);
    }
  });

  it('for the head alone is answered as the whole one is', async () => {
    const an = signedIn.get('inspector');
    if (!an) throw new Error('no inspector');
    for (const route of headsOf().filter((each) => !each.includes('/docs'))) {
      const url = route.slice('HEAD '.length);
      const path = (await sound[`GET ${url}`]?.())?.path ?? url;
      const [head, whole] = [await an.request(path, { method: 'HEAD' }), await an.request(path)];
      expect([route, head.status]).toEqual([route, whole.status]);
      const signedOut = await fetch(`${server.url}${path}`, { method: 'HEAD' });
      expect([route, signedOut.status]).toEqual([route, (await fetch(`${server.url}${path}`)).status]);
    }
    expect((await an.request('/sync/stream', { method: 'HEAD' })).status).toBe(404);
  });

  it('for a collection that is not known finds nothing', async () => {
    expect((await signedIn.get('inspector')?.request('/sync/pg_class'))?.status).toBe(404);
  });

  it('for metrics is answered to this machine itself', async () => {
    expect((await fetch(`${server.url}/metrics`)).status).toBe(200);
  });
});

/** What a session alone decides for an administrator; whose evidence is whose, other-units.test.ts asks. */
const needSession = lines
  .filter((line) => cell(line, 'signed out') === 'session' && cell(line, 'administrator') === 'yes')
  .map((line) => cell(line, 'request'))
  .filter((request) => !request.includes('/evidence/'));

function refresh({ refreshToken }: SessionReply, deviceId: string): Promise<Response> {
  return postJson(server.url, '/auth/refresh', { refreshToken, deviceId });
}

/** A person's session brought into what a line says; `from`: the laptop from which it is refreshed. */
const situations: Readonly<Record<string, (username: string) => Promise<{ session: TestSession; from?: string }>>> = {
  'is in order': async (username) => ({ session: await server.signIn(username) }),
  'has an access token that expired': async (username) => {
    const session = await server.signIn(username);
    server.clock.advance(10 * minute + 1_000);
    return { session };
  },
  'has an access token that was altered': async (username) => {
    const session = await server.signIn(username);
    const [head, , signature] = session.accessToken.split('.');
    const claims = { iss: 'minh-tra', sub: 'p-dung', sid: 'x', did: session.deviceId, gen: 0, exp: 9_999_999_999 };
    const forged = Buffer.from(JSON.stringify(claims)).toString('base64url');
    const accessToken = `${head}.${forged}.${signature}`;
    return { session: testSession(server.url, { ...session, accessToken }, session.deviceId) };
  },
  'lay unused for longer than 30 days': async (username) => {
    const session = await server.signIn(username);
    server.clock.advance(30 * day + minute);
    return { session };
  },
  'was signed out': async (username) => {
    const session = await server.signIn(username);
    await postJson(server.url, '/auth/sign-out', tokenOf(session));
    return { session };
  },
  'was followed by another of the person’s there': async (username) => {
    const session = await server.signIn(username);
    await server.signIn(username, { deviceId: session.deviceId });
    return { session };
  },
  'had a refresh token that was used twice': async (username) => {
    const first = await server.signIn(username);
    const reply = (await (await refresh(first, first.deviceId)).json()) as SessionReply;
    const session = testSession(server.url, reply, first.deviceId);
    await session.request('/sync/entities');
    expect(await (await refresh(first, first.deviceId)).json()).toEqual({ code: 'refresh.reused' });
    return { session };
  },
  'has a refresh token that is sent from another laptop': async (username) => {
    const [session, other] = [await server.signIn(username), await server.signIn('giang')];
    const signOut = { refreshToken: session.refreshToken, deviceId: other.deviceId };
    expect((await postJson(server.url, '/auth/sign-out', signOut)).status).toBe(204);
    return { session, from: other.deviceId };
  },
  'is on a laptop on which a colleague signed in': async (username) => {
    const session = await server.signIn(username);
    await server.signIn('oanh', { deviceId: session.deviceId });
    return { session };
  },
  'is of a person who was moved to another unit': async (username) => {
    const session = await server.signIn(username);
    // With the colleague whose laptop is reported lost.
    await server.sql(`update minh_tra.people set scope = 'hoa-ban' where id in ($1, 'p-chi')`, [session.person.id]);
    return { session };
  },
  'is of a person who was deactivated': async (username) => {
    const session = await server.signIn(username);
    await server.sql('update minh_tra.people set active = false where id = $1', [session.person.id]);
    return { session };
  },
  'is on a laptop that was revoked': async (username) => {
    const [session, administrator] = [await server.signIn(username), await server.signIn('nga')];
    await administrator.request(`/devices/${session.deviceId}/revoke`, { method: 'POST' });
    return { session };
  },
  'was revoked on a laptop that another unit registered': async (username) => {
    const { deviceId } = await server.signIn('giang');
    const [session, administrator] = [await server.signIn(username, { deviceId }), await server.signIn('quan')];
    await administrator.request(`/devices/${deviceId}/revoke`, { method: 'POST' });
    return { session };
  },
};

describe('a session', () => {
  // So many sign-ins in so short a time are otherwise refused to one address.
  beforeEach(() => server.clock.advance(5 * minute + 1));

  it.each(tableUnder('Sessions').map((line) => [cell(line, 'the session'), line] as const))(
    'that %s',
    async (what, line) => {
      const arrange = situations[what];
      if (!arrange) throw new Error(`nothing arranges a session that ${what}`);
      // An administrator: every request is theirs.
      const { session, from = session.deviceId } = await arrange('quan');
      const answers: Record<string, Set<string>> = { 'a request': new Set() };
      for (const request of needSession) answers['a request']?.add(await ask(session, request));
      answers['its refresh'] = new Set([await answerOf(await refresh(session, from))]);
      const again = { username: 'quan', password: 'du-lieu-mau-2026', deviceId: session.deviceId, deviceName: 'Máy' };
      answers['a new sign-in on its laptop'] = new Set([
        await answerOf(await postJson(server.url, '/auth/sign-in', again)),
      ]);
      for (const [column, words] of Object.entries(answers)) {
        expect([what, column, [...words]]).toEqual([what, column, [cell(line, column)]]);
      }
      await server.sql(
        `update minh_tra.people set active = true, scope = 'song-mai', wrong_passwords = 0 where id in ('p-quan', 'p-chi')`,
      );
    },
  );

  it('of somebody who was moved reads their new unit, and the one before no more', async () => {
    const [binh, chi] = [await server.signIn('binh'), await server.signIn('chi')];
    const before = newEntity(binh.person);
    await binh.push('entities', [row(before)]);
    await server.sql(`update minh_tra.people set scope = 'hoa-ban' where id = 'p-chi'`);
    const { documents } = await chi.pullAll('entities');
    expect(documents.map(({ scope }) => scope)).not.toContain('song-mai');
    expect(await chi.push('entities', [row(newEntity(chi.person))])).toMatchObject([
      { outcome: 'refused', problem: { code: 'scope.denied' } },
    ]);
    await server.sql(`update minh_tra.people set scope = 'song-mai' where id = 'p-chi'`);
  });

  it('ends, and its event stream with it, when its laptop is revoked; nobody else’s does', async () => {
    const [oanh, chi, nga] = [await server.signIn('oanh'), await server.signIn('chi'), await server.signIn('nga')];
    const [lost, other] = [await oanh.events(), await chi.events()];
    await nga.request(`/devices/${oanh.deviceId}/revoke`, { method: 'POST' });
    await lost.ended;
    await chi.push('entities', [row(newEntity(chi.person))]);
    await (await server.signIn('binh')).push('entities', [row(newEntity(songMai))]);
    expect((await chi.request('/sync/entities')).status).toBe(200);
    await other.close();
  });
});

describe('a laptop', () => {
  it('of another unit is in no administrator’s list and is revoked by none, as one that is not there', async () => {
    const [giang, quan] = [await server.signIn('giang'), await server.signIn('quan')];
    const list = await (await quan.request('/devices')).text();
    expect(list).not.toContain(giang.deviceId);
    for (const deviceId of [giang.deviceId, 'device-none']) {
      const answer = await quan.request(`/devices/${deviceId}/revoke`, { method: 'POST' });
      expect([answer.status, await answer.json()]).toEqual([404, { code: 'notFound' }]);
    }
    expect((await giang.request('/sync/entities')).status).toBe(200);
  });
});

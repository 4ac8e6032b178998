import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demonstrationPassword } from '../../shared/demonstration.ts';
import type { SessionReply } from '../../shared/protocol/auth.ts';
import { startTestServer, type TestServer } from '../testing/test-server.ts';
import { postJson, testSession } from '../testing/test-session.ts';
import { networkOf } from './address-rates.ts';

const minute = 60_000;
const day = 24 * 60 * minute;
let server: TestServer;
let nth = 0;

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

/** A device that no other test uses. */
function newDevice(): string {
  nth += 1;
  return `device-session-${nth}`;
}

async function answer(response: Response): Promise<{ status: number; body: Record<string, unknown> }> {
  const text = await response.text();
  return { status: response.status, body: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>) };
}

function signIn(username: string, password: string, deviceId = newDevice()) {
  return postJson(server.url, '/auth/sign-in', { username, password, deviceId, deviceName: 'Máy thử' }).then(answer);
}

function refresh(refreshToken: string, deviceId: string) {
  return postJson(server.url, '/auth/refresh', { refreshToken, deviceId }).then(answer);
}

function auditOf(deviceId: string) {
  return server.sql<{ kind: string; person_id: string | null }>(
    'select kind, person_id from minh_tra.audit_lines where device_id = $1 order by id',
    [deviceId],
  );
}

describe('signing in', () => {
  it('gives tokens, the person, a lease and a recovery secret; the same secret each time on the same device', async () => {
    const device = newDevice();
    const first = await signIn(' An ', demonstrationPassword, device);
    expect(first.status).toBe(200);
    expect(first.body.person).toMatchObject({ id: 'p-an', role: 'inspector', scope: 'song-mai' });
    expect(Date.parse(String(first.body.leaseEndsAt)) - Date.now()).toBeGreaterThan(6 * day);
    expect(Date.parse(String(first.body.accessExpiresAt)) - Date.now()).toBeLessThanOrEqual(10 * minute);
    const again = await signIn('an', demonstrationPassword, device);
    expect(again.body.recoverySecret).toBe(first.body.recoverySecret);
    expect((await signIn('an', demonstrationPassword)).body.recoverySecret).not.toBe(first.body.recoverySecret);
    expect((await auditOf(device)).map(({ kind }) => kind)).toEqual(['signedIn', 'signedIn']);
  });

  it('keeps no token and no recovery secret readable in the database', async () => {
    const { body } = await signIn('an', demonstrationPassword);
    const [row] = await server.sql<{ all: string }>(
      `select concat((select string_agg(t::text, ' ') from minh_tra.refresh_tokens t),
                     (select string_agg(r::text, ' ') from minh_tra.recovery_secrets r)) as all`,
    );
    expect(row?.all).not.toContain(String(body.refreshToken));
    expect(row?.all).not.toContain(String(body.recoverySecret));
  });

  it('ends the session that the person had on the device before', async () => {
    const device = newDevice();
    const first = (await signIn('an', demonstrationPassword, device)).body as unknown as SessionReply;
    await signIn('an', demonstrationPassword, device);
    const response = await testSession(server.url, first, device).request('/sync/entities');
    expect(await answer(response)).toMatchObject({ status: 401, body: { code: 'session.expired' } });
  });

  it('answers a wrong password and an unknown name alike', async () => {
    expect(await signIn('giang', 'sai')).toEqual({ status: 401, body: { code: 'credentials.wrong' } });
    expect(await signIn('nobody', 'sai')).toEqual({ status: 401, body: { code: 'credentials.wrong' } });
  });

  it('shuts the account after five wrong passwords, longer each time, also against the right one', async () => {
    const device = newDevice();
    for (let attempt = 1; attempt < 5; attempt += 1) {
      expect((await signIn('khanh', 'sai', device)).body.code).toBe('credentials.wrong');
    }
    const locked = { status: 423, body: { code: 'account.locked', details: { retryAfterSeconds: 60 } } };
    expect(await signIn('khanh', 'sai', device)).toEqual(locked);
    expect((await signIn('khanh', demonstrationPassword, device)).body.code).toBe('account.locked');
    server.clock.advance(61_000);
    expect(await signIn('khanh', 'sai', device)).toMatchObject({ body: { details: { retryAfterSeconds: 120 } } });
    server.clock.advance(121_000);
    expect((await signIn('khanh', demonstrationPassword, device)).status).toBe(200);
    expect((await signIn('khanh', 'sai', device)).body.code).toBe('credentials.wrong');
    expect((await auditOf(device)).filter(({ kind }) => kind === 'accountLocked')).toHaveLength(2);
  });

  it('is refused to an address that tries too often, whatever the names, until the window has passed', async () => {
    let refusal: Awaited<ReturnType<typeof signIn>> | undefined;
    for (let attempt = 0; attempt <= 100 && refusal === undefined; attempt += 1) {
      const result = await signIn(`name-${attempt}`, 'sai');
      if (result.status === 429) refusal = result;
    }
    const details = { retryAfterSeconds: expect.any(Number) };
    expect(refusal).toEqual({ status: 429, body: { code: 'rate.limited', details } });
    const { retryAfterSeconds = 0 } = (refusal?.body.details ?? {}) as { retryAfterSeconds?: number };
    expect(retryAfterSeconds).toBeLessThanOrEqual(300);
    server.clock.advance(retryAfterSeconds * 1_000);
    expect((await signIn('an', demonstrationPassword)).status).toBe(200);
  });
});

describe('an office behind one address', () => {
  it('gets in, however many they are: what succeeds is not counted', async () => {
    const count = 105;
    const entered: number[] = [];
    for (let at = 0; at < count; at += 15) {
      const some = Array.from({ length: 15 }, () => signIn('an', demonstrationPassword));
      entered.push(...(await Promise.all(some)).map(({ status }) => status));
    }
    expect(entered).toEqual(Array(count).fill(200));
  });

  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:0db8:1:2::9', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ])('%s is counted as %s', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });
});

describe('signing out', () => {
  it('writes one line, however often an old token is shown', async () => {
    const deviceId = newDevice();
    const session = (await signIn('an', demonstrationPassword, deviceId)).body as unknown as SessionReply;
    const { refreshToken } = session;
    for (let time = 0; time < 3; time += 1) {
      expect((await postJson(server.url, '/auth/sign-out', { refreshToken, deviceId })).status).toBe(204);
    }
    expect((await auditOf(deviceId)).map(({ kind }) => kind)).toEqual(['signedIn', 'signedOut']);
  });
});

describe('refreshing', () => {
  async function start() {
    const device = newDevice();
    const session = (await signIn('an', demonstrationPassword, device)).body as unknown as SessionReply;
    return { device, session };
  }
  const work = (session: SessionReply, device: string) =>
    testSession(server.url, session, device).request('/sync/entities').then(answer);

  it('exchanges the token for another, with a new lease and no recovery secret', async () => {
    const { device, session } = await start();
    server.clock.advance(minute);
    const { status, body } = await refresh(session.refreshToken, device);
    expect(status).toBe(200);
    expect(body.refreshToken).not.toBe(session.refreshToken);
    expect(String(body.leaseEndsAt) > session.leaseEndsAt).toBe(true);
    expect(body).not.toHaveProperty('recoverySecret');
    expect((await work(body as unknown as SessionReply, device)).status).toBe(200);
  });

  it('answers a token twice with the same successor while the answer may have been lost', async () => {
    const { device, session } = await start();
    const [first, second] = await Promise.all([
      refresh(session.refreshToken, device),
      refresh(session.refreshToken, device),
    ]);
    expect(first.status).toBe(200);
    expect(second.body.refreshToken).toBe(first.body.refreshToken);
    expect((await refresh(String(first.body.refreshToken), device)).status).toBe(200);
  });

  it('sees a second use once the successor was received, and ends the person’s session, not a colleague’s on the same device', async () => {
    const { device, session } = await start();
    const other = (await signIn('binh', demonstrationPassword, device)).body as unknown as SessionReply;
    const next = (await refresh(session.refreshToken, device)).body as unknown as SessionReply;
    expect((await work(next, device)).status).toBe(200);
    expect(await refresh(session.refreshToken, device)).toEqual({ status: 401, body: { code: 'refresh.reused' } });
    expect(await refresh(next.refreshToken, device)).toMatchObject({ body: { code: 'session.expired' } });
    expect(await work(next, device)).toMatchObject({ body: { code: 'session.expired' } });
    expect((await work(other, device)).status).toBe(200);
    expect((await auditOf(device)).at(-1)).toEqual({ kind: 'refreshReused', person_id: 'p-an' });
  });

  it('sees a second use after ten minutes, and that of an older token at once', async () => {
    const late = await start();
    await refresh(late.session.refreshToken, late.device);
    server.clock.advance(10 * minute + 1);
    expect((await refresh(late.session.refreshToken, late.device)).body.code).toBe('refresh.reused');
    const older = await start();
    const second = (await refresh(older.session.refreshToken, older.device)).body;
    await refresh(String(second.refreshToken), older.device);
    expect((await refresh(older.session.refreshToken, older.device)).body.code).toBe('refresh.reused');
  });

  it('is refused from another device, after thirty days unused, and for a made-up token', async () => {
    const { device, session } = await start();
    expect((await refresh(session.refreshToken, newDevice())).body.code).toBe('session.expired');
    expect((await refresh('a-made-up-refresh-token', device)).body.code).toBe('session.expired');
    server.clock.advance(31 * day);
    expect((await refresh(session.refreshToken, device)).body.code).toBe('session.expired');
  });

  it('is refused after signing out, and so is the access token', async () => {
    const { device, session } = await start();
    const { refreshToken } = session;
    expect(await postJson(server.url, '/auth/sign-out', { refreshToken, deviceId: device }).then(answer)).toEqual({
      status: 204,
      body: {},
    });
    expect((await refresh(refreshToken, device)).body.code).toBe('session.expired');
    expect((await work(session, device)).body.code).toBe('session.expired');
  });
});

describe('an access token', () => {
  it('is refused after ten minutes, when altered, and when signed by somebody else', async () => {
    const device = newDevice();
    const session = (await signIn('an', demonstrationPassword, device)).body as unknown as SessionReply;
    const use = (accessToken: string) =>
      testSession(server.url, { ...session, accessToken }, device)
        .request('/sync/entities')
        .then(answer);
    const [head = '', claims = '', signature = ''] = session.accessToken.split('.');
    const forged = Buffer.from(claims, 'base64url').toString().replace('p-an', 'p-dung');
    const unsigned = Buffer.from('{"alg":"none"}').toString('base64url');
    expect((await use(session.accessToken)).status).toBe(200);
    for (const token of [
      `${head}.${Buffer.from(forged).toString('base64url')}.${signature}`,
      `${unsigned}.${claims}.`,
      `${head}.${claims}.${signature.slice(0, -4)}AAAA`,
      'x',
    ]) {
      expect(await use(token)).toMatchObject({ status: 401, body: { code: 'session.expired' } });
    }
    server.clock.advance(11 * minute);
    expect((await use(session.accessToken)).body.code).toBe('session.expired');
  });
});

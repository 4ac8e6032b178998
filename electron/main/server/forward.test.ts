import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { protocolVersion } from '../../../shared/protocol/version.ts';
import { type AccessToken, accessToken } from './access-token.ts';
import { accountOf } from './account.ts';
import { centralServer } from './central-server.ts';
import type { ClockSample } from './clock-offset.ts';
import { forwarding } from './forward.ts';
import type { Bearer } from './signed-in.ts';
import { type Answer, answerJson, ourHeaders, startTestingServer, type TestingServer } from './testing-server.ts';

let server: TestingServer;
let answer: Answer;
let token: AccessToken;
let renewals: number;
let refusals: string[];
let revocations: number;
let clocks: ClockSample[];
let epochs: string[];
let anew: string[];
let shut: AbortController;
let bearer: Bearer | null;

function window(limits: { answerLimitMs?: number; silenceLimitMs?: number; baseUrl?: string } = {}) {
  const central = centralServer({
    baseUrl: server.url,
    fetch,
    onClock: (clock) => clocks.push(clock),
    ...limits,
  });
  const forward = forwarding(central, () => bearer);
  return (path: string, init?: RequestInit) => forward(new Request(`app://minh-tra/server/${path}`, init));
}

beforeEach(async () => {
  answer = (_met, response) => answerJson(response, 200, { documents: [] });
  server = await startTestingServer((met, response) => answer(met, response));
  renewals = 0;
  refusals = [];
  revocations = 0;
  clocks = [];
  epochs = [];
  anew = [];
  shut = new AbortController();
  token = accessToken({
    renew: async () => {
      renewals += 1;
      return { accessToken: `token-${renewals}`, accessExpiresAt: new Date(Date.now() + 600_000).toISOString() };
    },
    onRefused: (code) => refusals.push(code),
    serverNow: () => Date.now(),
  });
  bearer = {
    token,
    replica: {
      id: 'replica-1',
      epoch: null,
      meet: (epoch) => epochs.push(epoch),
      meetAnew: (epoch) => anew.push(epoch),
    },
    signal: shut.signal,
    revoked: () => {
      revocations += 1;
    },
  };
});

afterEach(() => server.stop());

describe('a request of the window', () => {
  it('goes to the server with the session, the protocol and the replica', async () => {
    const response = await window()('sync/cases?checkpoint=abc&limit=500', {
      headers: { cookie: 'a=b', 'x-own': '1' },
    });
    expect(await response.json()).toEqual({ documents: [] });
    const [met] = server.met;
    expect(met).toMatchObject({ method: 'GET', path: '/sync/cases?checkpoint=abc&limit=500' });
    expect(met?.headers).toMatchObject({
      authorization: 'Bearer token-1',
      'x-minh-tra-protocol': String(protocolVersion),
      'x-minh-tra-replica': 'replica-1',
    });
    expect(met?.headers.cookie).toBeUndefined();
    expect(met?.headers['x-own']).toBeUndefined();
  });

  it('says which database it has met, and learns it from an answer', async () => {
    answer = (_met, response) => {
      response.writeHead(200, { ...ourHeaders(), 'content-type': 'application/json', 'x-minh-tra-epoch': 'e1' });
      response.end('{}');
    };
    await window()('sync/cases', { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } });
    await window()('sync/stream');
    expect(epochs).toEqual([]);
    await window()('sync/cases?limit=500');
    expect(epochs).toEqual(['e1']);
    expect(server.met[0]?.headers).not.toHaveProperty('x-minh-tra-epoch');
    if (bearer) bearer = { ...bearer, replica: { ...bearer.replica, epoch: 'e1' } };
    await window()('sync/cases');
    expect(server.met.at(-1)?.headers).toMatchObject({ 'x-minh-tra-epoch': 'e1' });
    expect(anew).toEqual([]);
    await window()('sync/restored', { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } });
    expect(anew).toEqual(['e1']);
  });

  it('carries its body as it is, coding named', async () => {
    const body = gzipSync(JSON.stringify({ rows: [] }));
    let received: string | undefined;
    answer = (met, response) => {
      received = met.headers['content-encoding'];
      answerJson(response, 200, { answers: [] });
    };
    const headers = { 'content-type': 'application/json', 'content-encoding': 'gzip' };
    await window()('sync/cases', { method: 'POST', body, headers });
    expect(received).toBe('gzip');
    expect(server.met[0]?.headers['content-length']).toBe(String(body.byteLength));
  });

  it('is told when a busy server wants to be asked again, also where that is the renewal of the session', async () => {
    answer = (_met, response) => {
      response.writeHead(429, { ...ourHeaders(), 'content-type': 'application/json', 'retry-after': '7' });
      response.end('{"code":"rate.limited","details":{"retryAfterSeconds":7}}');
    };
    const asked = await window()('sync/cases');
    expect([asked.status, asked.headers.get('retry-after')]).toEqual([429, '7']);
    token = accessToken({
      renew: () =>
        accountOf(centralServer({ baseUrl: server.url, fetch })).refresh({ refreshToken: 'r', deviceId: 'd' }),
      onRefused: (code) => refusals.push(code),
      serverNow: () => Date.now(),
    });
    if (bearer) bearer = { ...bearer, token };
    const renewed = await window()('sync/cases');
    expect([renewed.status, renewed.headers.get('retry-after')]).toEqual([429, '7']);
    expect(refusals).toEqual([]);
  });

  it('is waited for while a long body is on its way: the limit is on the answer', async () => {
    let answerNow = (): void => {};
    const isMet = new Promise<void>((resolve) => {
      answer = (_met, response) => {
        answerNow = () => answerJson(response, 200, { answers: [] });
        resolve();
      };
    });
    const headers = { 'content-type': 'application/json' };
    // At 2G's slowest these bytes may take a minute; a request without them is given up at once.
    const asked = window({ answerLimitMs: 1 })('sync/cases', { method: 'POST', body: 'x'.repeat(60_000), headers });
    await isMet;
    answer = () => {};
    const short = await window({ answerLimitMs: 1 })('sync/entities?limit=1');
    expect(await short.json()).toEqual({ code: 'server.away' });
    answerNow();
    expect((await asked).status).toBe(200);
  });

  it('gets a compressed answer decoded, and no header that lies about it', async () => {
    answer = (_met, response) => {
      response.writeHead(200, { ...ourHeaders(), 'content-type': 'application/json', 'content-encoding': 'gzip' });
      response.end(gzipSync('{"documents":[1]}'));
    };
    const response = await window()('sync/cases');
    expect(response.headers.get('content-encoding')).toBeNull();
    expect(response.headers.get('x-minh-tra-clock')).not.toBeNull();
    expect(await response.json()).toEqual({ documents: [1] });
  });

  it.each([
    'auth/sign-in',
    'sync/../auth/sign-in',
    'sync/cases/1',
    'sync/Cases',
    'metrics',
    'sync%2fcases',
    '',
    'devices/',
    'devices/device-1',
    'devices/device-1/revoke/now',
    'devices/short/revoke',
    `devices/${'d'.repeat(41)}/revoke`,
    'devices/device-1/../../auth/sign-in',
    'devices/device%2f1/revoke',
    'sync/devices/revoke',
  ])('to %s is refused', async (path) => {
    const response = await window()(path);
    expect(response.status).toBe(404);
    expect(await response.json()).toEqual({ code: 'notFound' });
    expect(server.met).toHaveLength(0);
  });

  it.each([
    ['GET', 'devices'],
    ['POST', 'devices/device-1/revoke'],
    ['POST', `devices/${'_-aZ09'.repeat(6)}/revoke`],
  ])('of an administrator, %s %s, goes to the server with the session', async (method, path) => {
    answer = (_met, response) => answerJson(response, 200, {});
    expect((await window()(path, { method })).status).toBe(200);
    expect(server.met[0]).toMatchObject({ method, path: `/${path}`, headers: { authorization: 'Bearer token-1' } });
  });

  it('is refused for a method other than GET and POST', async () => {
    expect((await window()('sync/cases', { method: 'DELETE' })).status).toBe(404);
  });

  it('is refused without an open session', async () => {
    bearer = null;
    const response = await window()('sync/cases');
    expect([response.status, await response.json()]).toEqual([401, { code: 'session.expired' }]);
  });
});

describe('the event stream', () => {
  it('arrives piece by piece and ends when the vault is shut', async () => {
    let closed: () => void = () => undefined;
    const gone = new Promise<void>((resolve) => {
      closed = resolve;
    });
    answer = (_met, response) => {
      response.writeHead(200, { ...ourHeaders(), 'content-type': 'text/event-stream' });
      response.write('event: ready\n\n');
      response.on('close', closed);
    };
    const response = await window()('sync/stream');
    const reader = response.body?.getReader();
    const first = await reader?.read();
    expect(new TextDecoder().decode(first?.value)).toBe('event: ready\n\n');
    shut.abort();
    await expect(reader?.read()).rejects.toThrow();
    await gone;
  });

  it('ends at the server when the window turns away', async () => {
    let closed: () => void = () => undefined;
    const gone = new Promise<void>((resolve) => {
      closed = resolve;
    });
    answer = (_met, response) => {
      response.writeHead(200, { ...ourHeaders(), 'content-type': 'text/event-stream' });
      response.write('event: ready\n\n');
      response.on('close', closed);
    };
    await (await window()('sync/stream')).body?.cancel();
    await gone;
  });

  it('fails when the other end is silent for too long', async () => {
    answer = (_met, response) => {
      response.writeHead(200, { ...ourHeaders(), 'content-type': 'text/event-stream' });
      response.write('event: ready\n\n');
    };
    const reader = (await window({ silenceLimitMs: 50 })('sync/stream')).body?.getReader();
    await reader?.read();
    await expect(reader?.read()).rejects.toThrow('server.away');
  });
});

describe('the session', () => {
  it('is renewed once for many requests', async () => {
    const ask = window();
    await Promise.all([ask('sync/cases'), ask('sync/answers'), ask('sync/findings')]);
    await ask('sync/cases');
    expect(renewals).toBe(1);
  });

  it('is renewed once when the server refuses the token, and the request is sent again whole', async () => {
    answer = (met, response) => {
      if (met.headers.authorization === 'Bearer token-1') answerJson(response, 401, { code: 'session.expired' });
      else answerJson(response, 200, { answers: [] });
    };
    const ask = window();
    const responses = await Promise.all([
      ask('sync/cases', { method: 'POST', body: '{"rows":[1]}' }),
      ask('sync/answers', { method: 'POST', body: '{"rows":[2]}' }),
    ]);
    expect(responses.map((response) => response.status)).toEqual([200, 200]);
    expect(renewals).toBe(2);
    const again = server.met.filter((met) => met.headers.authorization === 'Bearer token-2');
    expect(again.map((met) => met.body).sort()).toEqual(['{"rows":[1]}', '{"rows":[2]}']);
  });

  it('that is refused twice is passed on as expired', async () => {
    answer = (_met, response) => answerJson(response, 401, { code: 'session.expired' });
    const response = await window()('sync/cases');
    expect([response.status, await response.json()]).toEqual([401, { code: 'session.expired' }]);
    expect(server.met).toHaveLength(2);
  });

  it('that the server no longer renews is said once, and not asked for again', async () => {
    answer = (_met, response) => answerJson(response, 401, { code: 'refresh.reused' });
    const central = centralServer({ baseUrl: server.url, fetch });
    const account = accountOf(central);
    const asked = { refreshToken: 'r'.repeat(43), deviceId: 'device-1' };
    token = accessToken({
      renew: () => account.refresh(asked),
      onRefused: (code) => refusals.push(code),
      serverNow: () => Date.now(),
    });
    if (bearer) bearer = { ...bearer, token };
    const ask = window();
    expect((await ask('sync/cases')).status).toBe(401);
    expect((await ask('sync/cases')).status).toBe(401);
    expect(refusals).toEqual(['refresh.reused']);
    expect(server.met.map((met) => met.path)).toEqual(['/auth/refresh']);
  });

  it('of a revoked device is told to the session', async () => {
    answer = (_met, response) => answerJson(response, 403, { code: 'device.revoked' });
    const response = await window()('sync/cases');
    expect([response.status, await response.json()]).toEqual([403, { code: 'device.revoked' }]);
    expect(revocations).toBe(1);
  });
});

describe('where there is no Minh Tra server', () => {
  it('nobody listens: server.away', async () => {
    const { url } = server;
    await server.stop();
    const response = await window({ baseUrl: url })('sync/cases');
    expect([response.status, await response.json()]).toEqual([503, { code: 'server.away' }]);
  });

  it('it never answers: server.away after the limit', async () => {
    answer = () => undefined;
    const response = await window({ answerLimitMs: 50 })('sync/cases');
    expect(await response.json()).toEqual({ code: 'server.away' });
  });

  it('a portal answers 200 with HTML: server.notOurs', async () => {
    answer = (_met, response) => {
      response.writeHead(200, { 'content-type': 'text/html' });
      response.end('<html>Wi-Fi</html>');
    };
    expect(await (await window()('sync/cases')).json()).toEqual({ code: 'server.notOurs' });
  });

  it('a portal leads elsewhere: server.notOurs, and the token goes nowhere', async () => {
    const portal = await startTestingServer((_met, response) => answerJson(response, 200, {}));
    answer = (_met, response) => {
      response.writeHead(302, { location: `${portal.url}/login` });
      response.end();
    };
    expect(await (await window()('sync/cases')).json()).toEqual({ code: 'server.notOurs' });
    expect(portal.met).toHaveLength(0);
    await portal.stop();
  });

  it('a proxy stands before a server that is down: server.failed', async () => {
    answer = (_met, response) => {
      response.writeHead(502, { 'content-type': 'text/html' });
      response.end('<html>Bad gateway</html>');
    };
    expect(await (await window()('sync/cases')).json()).toEqual({ code: 'server.failed' });
  });
});

describe('an answer that is no success', () => {
  it.each([
    [500, { code: 'internal' }, { code: 'internal' }],
    [503, 'no JSON', { code: 'server.failed' }],
    [426, { code: 'server.newer' }, { code: 'server.newer' }],
    [429, { code: 'rate.limited', details: { seconds: 9 } }, { code: 'rate.limited', details: { seconds: 9 } }],
    [422, { code: 'of.tomorrow' }, { code: 'request.invalid' }],
    [413, null, { code: 'request.tooLarge' }],
  ])('of status %i with %j becomes %j', async (status, body, problem) => {
    answer = (_met, response) => answerJson(response, status, body);
    const response = await window()('sync/cases');
    expect([response.status, await response.json()]).toEqual([status, problem]);
  });

  it('comes from a server that is older: server.older', async () => {
    answer = (_met, response) => {
      response.writeHead(200, { ...ourHeaders(), 'x-minh-tra-protocol': '0' });
      response.end('{}');
    };
    expect(await (await window()('sync/cases')).json()).toEqual({ code: 'server.older' });
  });
});

describe("the server's clock", () => {
  it('is measured with each answer', async () => {
    answer = (_met, response) => {
      response.writeHead(200, ourHeaders(Date.now() + 3_600_000));
      response.end('{}');
    };
    await window()('sync/cases');
    const [clock] = clocks;
    expect(Math.abs((clock?.offsetMs ?? 0) - 3_600_000)).toBeLessThanOrEqual((clock?.roundTripMs ?? 0) / 2 + 2);
  });
});

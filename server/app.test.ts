import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib';
import Fastify from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isProblemCode } from '../shared/problem/catalogue.ts';
import {
  clockHeader,
  epochHeader,
  protocolHeader,
  protocolVersion,
  replicaHeader,
  serverHeader,
} from '../shared/protocol/version.ts';
import { guardAccess } from './plugins/access.ts';
import { newEntity, row } from './testing/documents.ts';
import { askRaw } from './testing/raw-http.ts';
import { startTestServer, type TestServer } from './testing/test-server.ts';
import type { TestSession } from './testing/test-session.ts';

const json = { 'content-type': 'application/json' };
let server: TestServer;
let an: TestSession;
const lines: string[] = [];

beforeAll(async () => {
  server = await startTestServer({ onLog: (line) => lines.push(line) });
  an = await server.signIn('an');
});
afterAll(() => server.stop());

function push(body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}): Promise<Response> {
  return an.request('/sync/entities', { method: 'POST', body, headers: { ...json, ...headers } });
}

async function problemOf(response: Response): Promise<[number, string, unknown]> {
  const { code, details } = (await response.json()) as { code: string; details?: unknown };
  return [response.status, code, details];
}

describe('every answer', () => {
  it.each(['/health', '/ready', '/sync/entities', '/nowhere', '/sync/entities?limit=0', '/docs/json'])(
    '%s carries the headers of the protocol',
    async (path) => {
      const { headers } = await fetch(`${server.url}${path}`);
      expect(headers.get(serverHeader)).toBe('minh-tra');
      expect(headers.get(protocolHeader)).toBe(String(protocolVersion));
      expect(headers.get(epochHeader)).toBe(server.server.context.epoch);
      expect(Math.abs(Number(headers.get(clockHeader)) - Date.now())).toBeLessThan(60_000);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
    },
  );

  it('may not be sniffed, framed, kept or told on, and says nothing of what it runs on', async () => {
    const behindProxy = await startTestServer({ databaseUrl: server.databaseUrl, trustProxy: true });
    const stream = await an.request('/sync/stream');
    const answers = [
      ...(await Promise.all(
        ['/health', '/sync/entities', '/nowhere', '/metrics', '/sync/%E0%A4%A'].map((at) => an.request(at)),
      )),
      await an.request('/sync/entities', { method: 'POST', body: '{', headers: json }),
      stream,
    ];
    for (const { headers, url } of answers) {
      expect([url, headers.get('content-security-policy')]).toEqual([
        url,
        "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
      ]);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('cache-control')).toBe('no-store');
      expect([headers.get('server'), headers.get('x-powered-by')]).toEqual([null, null]);
      expect(headers.get('strict-transport-security')).toBeNull();
    }
    await stream.body?.cancel();
    const overTls = await fetch(`${behindProxy.url}/health`);
    expect(overTls.headers.get('strict-transport-security')).toBe('max-age=31536000');
    await behindProxy.stop();
    const policy = (await fetch(`${server.url}/docs/static/index.html`)).headers.get('content-security-policy') ?? '';
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/https:|unsafe-eval|script-src[^;]*unsafe/);
  });

  it('refuses another version of the protocol, and says which side is older', async () => {
    const ask = (version: string) =>
      an.request('/sync/entities', { headers: { [protocolHeader]: version } }).then(problemOf);
    expect(await ask('0')).toEqual([426, 'server.newer', { protocol: protocolVersion }]);
    expect(await ask('99')).toEqual([426, 'server.older', { protocol: protocolVersion }]);
    expect(await ask('one')).toEqual([400, 'request.invalid', { field: protocolHeader }]);
  });

  it('refuses a push of a laptop that has met the database before it was restored, and judges no row of it', async () => {
    const body = JSON.stringify({ rows: [row(newEntity(an.person))] });
    const answer = await push(body, { [epochHeader]: 'another-epoch' });
    expect(await problemOf(answer)).toEqual([409, 'server.restored', { epoch: 'another' }]);
    expect((await an.pullAll('entities')).documents).toEqual([]);
    const same = await an.request('/sync/entities', { headers: { [epochHeader]: server.server.context.epoch } });
    expect(same.status).toBe(200);
  });
});

describe('compression', () => {
  it('takes a gzip body, and answers by brotli or gzip as asked', async () => {
    const documents = Array.from({ length: 20 }, () => newEntity(an.person));
    const body = gzipSync(JSON.stringify({ rows: documents.map((document) => row(document)) }));
    const pushed = await push(new Uint8Array(body), { 'content-encoding': 'gzip' });
    expect(await pushed.json()).toEqual({ answers: [], receipts: documents.map(() => expect.any(String)) });
    for (const [encoding, inflate] of [
      ['br', brotliDecompressSync],
      ['gzip', gunzipSync],
    ] as const) {
      const page = await raw('/sync/entities', { 'accept-encoding': encoding });
      expect(page.headers['content-encoding']).toBe(encoding);
      expect(JSON.parse(inflate(page.body).toString()).documents).toHaveLength(20);
    }
  });

  it('stops inflating at the limit: a bomb of a few kilobytes does no harm', async () => {
    const bomb = gzipSync(Buffer.alloc(200 * 1024 * 1024, ' '));
    expect(bomb.length).toBeLessThan(250_000);
    expect(await problemOf(await push(new Uint8Array(bomb), { 'content-encoding': 'gzip' }))).toEqual([
      413,
      'request.tooLarge',
      undefined,
    ]);
  });

  it('refuses what is no gzip, or an encoding that it does not know', async () => {
    for (const encoding of ['gzip', 'br', 'x-unknown']) {
      const [status, code] = await problemOf(await push('not compressed', { 'content-encoding': encoding }));
      expect([encoding, Math.floor(status / 100), code]).toEqual([encoding, 4, 'request.invalid']);
    }
  });

  /** Node's fetch inflates by itself; this does not. */
  function raw(path: string, headers: Record<string, string>) {
    return new Promise<{ headers: Record<string, unknown>; body: Buffer }>((resolve, reject) => {
      const asked = httpRequest(`${server.url}${path}`, {
        headers: { authorization: `Bearer ${an.accessToken}`, ...headers },
      });
      asked.on('error', reject);
      asked.on('response', (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => resolve({ headers: response.headers, body: Buffer.concat(chunks) }));
      });
      asked.end();
    });
  }
});

describe('bad input', () => {
  const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;
  const deepDocument = (depth: number) =>
    `{"rows":[{"base":null,"document":{"_deleted":false,"deep":${nested(depth)}}}]}`;

  it.each<[string, string, number, string]>([
    ['is empty', '', 400, 'request.invalid'],
    ['is no JSON', '{"rows":', 400, 'request.invalid'],
    ['is no object', '[]', 400, 'request.invalid'],
    ['holds no rows', '{"rows":[]}', 400, 'request.invalid'],
    ['holds more', '{"rows":[{"base":null,"document":{"_deleted":false}}],"more":1}', 400, 'request.invalid'],
    ['holds a row without a document', '{"rows":[{"base":null}]}', 400, 'request.invalid'],
    ['has a base of another type', '{"rows":[{"base":7,"document":{"_deleted":false}}]}', 400, 'request.invalid'],
    ['does not say whether it is deleted', '{"rows":[{"base":null,"document":{}}]}', 400, 'request.invalid'],
    [
      'poisons the prototype',
      '{"rows":[{"base":null,"document":{"_deleted":false,"__proto__":{"x":1}}}]}',
      400,
      'request.invalid',
    ],
    [
      'is too long',
      `{"rows":[{"base":null,"document":{"_deleted":false,"x":"${'x'.repeat(17_000_000)}"}}]}`,
      413,
      'request.tooLarge',
    ],
    ['is nested 100,000 deep', `{"rows":${nested(100_000)}}`, 400, 'request.invalid'],
  ])('a push that %s', async (_what, body, status, code) => {
    expect((await problemOf(await push(body))).slice(0, 2)).toEqual([status, code]);
  });

  it('refuses a document that is nested too deep, however deep', async () => {
    for (const depth of [30, 5_000, 200_000]) {
      const response = await push(deepDocument(depth));
      expect(await response.json()).toMatchObject({
        answers: [{ row: 0, outcome: 'refused', problem: { code: 'document.invalid', details: { field: 'depth' } } }],
      });
    }
  });

  it('refuses more rows than a batch holds', async () => {
    const rows = Array.from({ length: 1_001 }, () => row(newEntity(an.person)));
    expect((await problemOf(await push(JSON.stringify({ rows })))).slice(0, 2)).toEqual([400, 'request.invalid']);
  });

  it.each<[string, Partial<Record<string, unknown>>, string]>([
    ['a field that is not known', { extra: 1 }, ''],
    ['a wrong type', { name: 5 }, '/name'],
    ['too long a text', { name: 'x'.repeat(501) }, '/name'],
    ['a value out of a list', { form: 'company' }, '/form'],
    ['an empty id', { id: '' }, '/id'],
    ['an id with a zero character', { id: 'a\u0000b' }, 'id'],
    ['an id with half a character', { id: 'a\ud800b' }, 'id'],
    ['an id with a line break', { id: 'a\nb' }, 'id'],
    ['a text with a zero character', { note: 'a\u0000b' }, 'text'],
    ['a text with half a character', { note: 'a\ud800b' }, 'text'],
  ])('refuses a document with %s, and names the field alone', async (_what, changes, field) => {
    const answers = await an.push('entities', [row({ ...newEntity(an.person), ...changes })]);
    const [answer] = answers;
    expect(answer).toMatchObject({ outcome: 'refused', problem: { code: 'document.invalid' } });
    if (field !== '') expect(answer).toMatchObject({ problem: { details: { field } } });
  });

  it('keeps texts as they were written, whatever is in them', async () => {
    const name = `Công ty <script>alert(1)</script> '"; drop table sync.entities; -- \u0007 \u202e {{7*7}} %n`;
    const entity = newEntity(an.person, { name, code: '\u0001' });
    expect(await an.push('entities', [row(entity)])).toEqual([]);
    expect((await an.pullAll('entities')).documents).toContainEqual(entity);
  });

  it.each([
    '/sync/entities?limit=x',
    '/sync/entities?limit=1001',
    '/sync/entities?limit=1&limit=2',
    '/sync/entities?more=1',
    `/sync/entities?checkpoint=${'x'.repeat(20)}`,
    `/sync/${'x'.repeat(60)}`,
    '/sync/..%2f..%2fetc',
    '/sync/%00',
    '/sync/%E0%A4%A',
  ])('a pull of %s', async (path) => {
    const [status, code] = await problemOf(await an.request(path));
    expect(Math.floor(status / 100)).toBe(4);
    expect(isProblemCode(code)).toBe(true);
  });

  it('a replica that is no id', async () => {
    const response = await an.request('/sync/entities', { headers: { [replicaHeader]: '../../x' } });
    expect(await problemOf(response)).toEqual([400, 'request.invalid', { field: replicaHeader }]);
  });

  it.each([
    ['username', { username: 'a\u0000n' }],
    ['deviceName', { deviceName: 'Máy\u0000' }],
    ['username', { username: 'an\ud800' }],
  ])('a sign-in whose %s no database takes', async (field, changes) => {
    const body = { username: 'an', password: 'x', deviceId: 'device-of-an', deviceName: 'Máy', ...changes };
    const response = await fetch(`${server.url}/auth/sign-in`, {
      method: 'POST',
      headers: json,
      body: JSON.stringify(body),
    });
    expect(await problemOf(response)).toEqual([400, 'request.invalid', { field: `body/${field}` }]);
  });

  it('a question for lost states by ids that no database takes', async () => {
    const named = { id: 'a\u0000', scope: 'song-mai', revision: 'x'.repeat(22), receipt: 'x' };
    const init = { method: 'POST', body: JSON.stringify({ rows: [named] }), headers: json };
    expect((await problemOf(await an.request('/sync/entities/lost', init))).slice(0, 2)).toEqual([
      400,
      'request.invalid',
    ]);
  });

  it('a checkpoint with a place that is no number of the database', async () => {
    const { checkpoint } = await an.pull('entities');
    const { epoch } = JSON.parse(Buffer.from(checkpoint, 'base64url').toString()) as { epoch: string };
    const places = { epoch, scopes: { 'song-mai': ['on', '1', '9999999999999999999'] } };
    const text = Buffer.from(JSON.stringify(places)).toString('base64url');
    const response = await an.request(`/sync/entities?checkpoint=${text}`);
    expect(await problemOf(response)).toEqual([400, 'request.invalid', { field: 'checkpoint' }]);
  });

  it('the head of the event stream alone, which has none', async () => {
    expect((await an.request('/sync/stream', { method: 'HEAD' })).status).toBe(404);
  });

  it('an expectation that nobody can meet', async () => {
    const headers = [
      ['host', 'x'],
      ['expect', 'a-miracle'],
    ] as const;
    const answer = await askRaw(server.url, { method: 'GET', target: '/health', headers, body: new Uint8Array() });
    expect(answer).toMatchObject({ status: 400, body: expect.stringContaining('"request.invalid"') });
    expect(answer?.head).toContain('x-content-type-options: nosniff');
  });

  it('what is too long is read to its end, so that the answer arrives', async () => {
    const body = Buffer.alloc(10_000_000, 'x');
    const headers = [
      ['host', 'x'],
      ['content-type', 'application/json'],
      ['content-length', String(body.length)],
    ] as const;
    const answer = await askRaw(server.url, { method: 'POST', target: '/auth/sign-in', headers, body });
    expect(answer).toMatchObject({ status: 413, body: '{"code":"request.tooLarge"}' });
  });

  it('another method, another type', async () => {
    expect((await an.request('/sync/entities', { method: 'DELETE' })).status).toBe(404);
    expect((await problemOf(await push('<rows/>', { 'content-type': 'text/xml' })))[1]).toBe('request.invalid');
  });
});

describe('what a failure tells', () => {
  it('no SQL, name or document, in the answer or in the log', async () => {
    lines.length = 0;
    await server.sql('alter table sync.entities rename column body to gone');
    const marked = newEntity(an.person, { name: 'Tên phải giữ kín' });
    const response = await push(JSON.stringify({ rows: [row(marked)] }));
    await server.sql('alter table sync.entities rename column gone to body');
    expect(await problemOf(response)).toEqual([500, 'internal', undefined]);
    const log = lines.join('\n');
    expect(log).toContain('"code":"42703"');
    expect(log).not.toMatch(/Tên phải giữ kín|select |column|gone/i);
  });

  it('the log of a usual day names people by id alone, and no address of a search', async () => {
    lines.length = 0;
    await an.request('/sync/entities?limit=3&checkpoint=tim-kiem');
    await server.signIn('binh');
    const log = lines.join('\n');
    expect(log).toContain('"person":"p-an"');
    expect(log).toContain('"route":"/sync/:collection"');
    expect(log).not.toMatch(/tim-kiem|binh"|Nguyễn|127\.0\.0\.1|Bearer/);
  });
});

describe('a request that is no HTTP', () => {
  it('is answered with a problem and shut off', async () => {
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
    socket.write('GET / HTTP/1.1\r\nHost\r\nbroken\r\n\r\n');
    let text = '';
    for await (const chunk of socket) text += String(chunk);
    expect(text).toMatch(/^HTTP\/1.1 400 /);
    expect(text).toContain('x-content-type-options: nosniff');
    expect(text.endsWith('{"code":"request.invalid"}')).toBe(true);
  });
});

describe('a route', () => {
  it('that does not say who may call it can not be added', () => {
    const app = Fastify();
    guardAccess(app, { context: server.server.context, operatorToken: undefined });
    expect(() => app.get('/open', async () => 'open')).toThrow('does not say who may call it');
  });
});

it('stops with a connection open on which nothing was asked', async () => {
  const stopping = await startTestServer();
  const { hostname, port } = new URL(stopping.url);
  const socket = connect(Number(port), hostname);
  const isClosed = new Promise((resolve) => socket.once('close', resolve));
  await new Promise((resolve) => socket.once('connect', resolve));
  await stopping.stop();
  await isClosed;
});

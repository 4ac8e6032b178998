import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newEntity, row } from '../testing/documents.ts';
import { startTestServer, type TestServer } from '../testing/test-server.ts';
import type { TestSession } from '../testing/test-session.ts';

/** As short as they may be on a busy machine; the program's own stand in limits.ts. */
const short = {
  headMs: 1_000,
  bodyMs: 1_000,
  silenceMs: 3_000,
  keepAliveMs: 1_000,
  checkMs: 100,
  slowestBytesASecond: 4_000,
  connections: 40,
};
const dripMs = 50;
let server: TestServer;
let an: TestSession;

beforeAll(async () => {
  server = await startTestServer({ limits: short });
  an = await server.signIn('an');
});
afterAll(() => server.stop());

async function open(): Promise<Socket> {
  const { hostname, port } = new URL(server.url);
  const socket = connect(Number(port), hostname).on('error', () => undefined);
  await once(socket, 'connect');
  return socket;
}

/** Resolves when the server has shut the connection, in order or not. */
function closed(socket: Socket, event: 'close' | 'end' = 'close'): Promise<void> {
  return new Promise((resolve) => socket.on('error', () => resolve()).once(event, () => resolve()));
}

/** Sends the text character by character, for ever; answers what came back once the server has shut the connection. */
async function drip(socket: Socket, text: string): Promise<string> {
  let answer = '';
  let at = 0;
  socket.on('data', (part) => {
    answer += String(part);
  });
  const timer = setInterval(() => socket.write(text[at++ % text.length] ?? ''), dripMs);
  await closed(socket);
  clearInterval(timer);
  return answer;
}

function head(method: string, path: string, more: readonly string[] = []): string {
  const lines = [`${method} ${path} HTTP/1.1`, 'Host: test', `Authorization: Bearer ${an.accessToken}`, ...more];
  return `${lines.join('\r\n')}\r\n\r\n`;
}

describe('a client that keeps a connection and asks for nothing is shut off', () => {
  it('when it never sends a byte', async () => {
    await closed((await open()).resume());
  });

  it('when the head of its request drips', async () => {
    expect(await drip(await open(), `GET /health HTTP/1.1\r\nX-Long: ${'x'.repeat(10_000)}`)).toBe('');
  });

  it('when its body drips, also of a request that is refused', async () => {
    const signedIn = await open();
    signedIn.write(head('POST', '/sync/entities', ['Content-Type: application/json', 'Content-Length: 5000000']));
    const stranger = await open();
    stranger.write('POST /sync/entities HTTP/1.1\r\nHost: test\r\nContent-Length: 5000000\r\n\r\n');
    const [, refusal] = await Promise.all([drip(signedIn, 'x'), drip(stranger, 'x')]);
    expect(refusal).toMatch(/^HTTP\/1.1 401 /);
  });

  it('when it asks once and never again', async () => {
    const socket = await open();
    socket.write(head('GET', '/health'));
    const [answer] = await once(socket, 'data');
    expect(String(answer)).toMatch(/^HTTP\/1.1 200 /);
    await closed(socket.resume());
  });

  it('when it sends what is no HTTP and leaves its own half open', async () => {
    const { hostname, port } = new URL(server.url);
    const socket = connect({ port: Number(port), host: hostname, allowHalfOpen: true });
    await once(socket, 'connect');
    socket.write('no such thing\r\n\r\n');
    await closed(socket.resume(), 'end');
    await leftWith(0);
    socket.destroy();
  });

  it('when it never reads its answers, however many it asks for', async () => {
    const documents = Array.from({ length: 500 }, () => newEntity(an.person, { note: 'x'.repeat(2_000) }));
    await an.push(
      'entities',
      documents.map((document) => row(document)),
    );
    const socket = (await open()).pause();
    // A megabyte each: more than the buffers of a loopback hold.
    socket.write(head('GET', '/sync/entities?limit=1000', ['Accept-Encoding: identity']).repeat(30));
    await leftWith(0);
    socket.destroy();
  });
});

describe('connections', () => {
  it('over the limit are shut at once, and room is made again by the limits themselves', async () => {
    const crowd = await Promise.all(Array.from({ length: 300 }, () => open()));
    await Promise.all(crowd.map((socket) => closed(socket.resume())));
    expect((await an.request('/sync/cases')).status).toBe(200);
  });
});

describe('a stream', () => {
  it('takes the place of the oldest when a session opens too many', async () => {
    const binh = await server.signIn('binh');
    const first = await Promise.all([binh.events(), binh.events(), binh.events()]);
    const fourth = await binh.events();
    await Promise.race(first.map(({ ended }) => ended));
    await an.push('entities', [row(newEntity(an.person))]);
    await fourth.next(({ collection }) => collection === 'entities');
    expect(server.server.context.hub.streamCount).toBe(3);
    await Promise.all([...first, fourth].map((stream) => stream.close()));
  });

  it('that nobody reads ends with the session’s token', async () => {
    const chi = await server.signIn('chi');
    const socket = (await open()).pause();
    server.clock.advance(Date.parse(chi.accessExpiresAt) - Date.now() - 1_500);
    socket.write(`GET /sync/stream HTTP/1.1\r\nHost: test\r\nAuthorization: Bearer ${chi.accessToken}\r\n\r\n`);
    while (server.server.context.hub.streamCount === 0) await new Promise((resolve) => setImmediate(resolve));
    while (server.server.context.hub.streamCount > 0) await new Promise((resolve) => setImmediate(resolve));
    socket.destroy();
  });
});

describe('an honest laptop on slow 2G', () => {
  it('is not cut off while its push comes slowly, however long that takes', async () => {
    const dung = await server.signIn('dung');
    const entity = newEntity(dung.person);
    // White space is as good as text: it must come before the body is whole.
    const body = Buffer.from(`${JSON.stringify({ rows: [row(entity)] })}${' '.repeat(24_000)}`);
    const asked = httpRequest(`${server.url}/sync/entities`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${dung.accessToken}`,
        'content-type': 'application/json',
        'content-length': body.length,
      },
    });
    const answered = once(asked, 'response');
    // Twice the slowest rate, over several times what a body that drips is given: by the clock, however late each turn comes.
    const bytesAMs = (2 * short.slowestBytesASecond) / 1_000;
    const began = performance.now();
    for (let sent = 0; sent < body.length; ) {
      await new Promise((resolve) => setTimeout(resolve, dripMs));
      const due = Math.floor((performance.now() - began) * bytesAMs);
      asked.write(body.subarray(sent, due));
      sent = due;
    }
    asked.end();
    const [response] = (await answered) as [{ statusCode: number }];
    expect(response.statusCode).toBe(200);
  });
});

/** Resolves once the server holds no more than so many connections: those of `fetch` end by themselves, too. */
async function leftWith(most: number): Promise<void> {
  const { server: http } = server.server.app;
  const count = () =>
    new Promise<number>((resolve, reject) =>
      http.getConnections((error, open) => (error ? reject(error) : resolve(open))),
    );
  while ((await count()) > most) await new Promise((resolve) => setImmediate(resolve));
}

import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { connect, type Socket } from 'node:net';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newCase, newEntity, row } from '../testing/documents.ts';
import { startServerProcess } from '../testing/server-process.ts';
import { databaseWithPeople } from '../testing/test-server.ts';
import { openTestSession, type TestSession, testSession } from '../testing/test-session.ts';
import { transactionsOn } from '../testing/transactions.ts';

let databaseUrl: string;
let client: pg.Client;

beforeAll(async () => {
  databaseUrl = await databaseWithPeople();
  client = new pg.Client(databaseUrl);
  await client.connect();
});
afterAll(() => client.end());

/** A connection of its own on which a session asks one thing after the other. */
async function openConnection(session: TestSession, url: string) {
  const socket: Socket = connect(Number(new URL(url).port), '127.0.0.1').on('error', () => undefined);
  await once(socket, 'connect');
  let text = '';
  socket.setEncoding('utf8').on('data', (part: string) => {
    text += part;
  });
  return {
    socket,
    ask: (path: string) =>
      socket.write(`GET ${path} HTTP/1.1\r\nHost: test\r\nAuthorization: Bearer ${session.accessToken}\r\n\r\n`),
    answered: async (pattern: RegExp) => {
      while (!pattern.test(text)) await Promise.race([once(socket, 'data'), once(socket, 'close')]);
      return text;
    },
  };
}

async function waitsForLock(): Promise<void> {
  for (;;) {
    const { rows } = await client.query(
      `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    );
    if (rows.length > 0) return;
  }
}

describe('a server that is told to stop', () => {
  it('answers what has begun, refuses what comes meanwhile as passing, ends streams, and is gone', async () => {
    const server = await startServerProcess({ DATABASE_URL: databaseUrl });
    const an = await openTestSession(server.url, 'an');
    const events = await an.events();
    const entity = newEntity(an.person);
    const transactions = transactionsOn(databaseUrl);
    const other = await transactions.open();
    await other.write(entity.id);
    const pushing = httpRequest(`${server.url}/sync/entities`, {
      method: 'POST',
      headers: { authorization: `Bearer ${an.accessToken}`, 'content-type': 'application/json' },
    });
    const answered = once(pushing, 'response') as Promise<[IncomingMessage]>;
    pushing.end(JSON.stringify({ rows: [row(entity)] }));
    await waitsForLock();
    const kept = await openConnection(an, server.url);
    kept.ask('/health');
    await kept.answered(/"up"/);
    // A request whose last line is not there yet: Node leaves its connection alone, as one that has begun.
    kept.socket.write('GET /sync/entities HTTP/1.1\r\nHost: test\r\n');

    const exit = once(server.child, 'exit');
    server.child.kill('SIGTERM');
    await events.ended;
    kept.socket.write(`Authorization: Bearer ${an.accessToken}\r\n\r\n`);
    const refusal = await kept.answered(/server\.failed/);
    expect(refusal).toMatch(/HTTP\/1.1 503 [\s\S]*connection: close/i);
    expect(refusal).toContain('x-minh-tra-server: minh-tra');
    await other.end('rollback');
    const [response] = await answered;
    expect([response.statusCode, response.headers.connection]).toEqual([200, 'close']);
    expect(await exit).toEqual([0, null]);
    const stored = await client.query('select from sync.entities where id = $1', [entity.id]);
    expect(stored.rowCount).toBe(1);
    await transactions.close();
    await expect(fetch(`${server.url}/health`)).rejects.toThrow();
  });

  it('loses no push under load: what was answered is stored, what was not is stored once when it is sent again', async () => {
    let server = await startServerProcess({ DATABASE_URL: databaseUrl });
    const session = await openTestSession(server.url, 'an');
    const sent = new Map<string, ReturnType<typeof newCase>>();
    const accepted = new Set<string>();
    const pushers = Array.from({ length: 8 }, async () => {
      const pusher = testSession(server.url, session, session.deviceId);
      for (;;) {
        const pushed = newCase(session.person);
        sent.set(pushed.id, pushed);
        const isAccepted = await pusher.push('cases', [row(pushed)]).then(
          (answers) => answers.length === 0,
          () => false,
        );
        if (!isAccepted) return;
        accepted.add(pushed.id);
      }
    });
    while (accepted.size < 60) await new Promise((resolve) => setImmediate(resolve));
    expect(await server.end('SIGTERM')).toBe(0);
    await Promise.all(pushers);
    const storedIds = async () => {
      const { rows } = await client.query<{ id: string }>('select id from sync.cases where id = any ($1)', [
        [...sent.keys()],
      ]);
      return new Set(rows.map(({ id }) => id));
    };
    const before = await storedIds();
    expect([...accepted].filter((id) => !before.has(id))).toEqual([]);
    // Nothing is stored of which the laptop was not told: those cut off had not begun.
    expect([...before].filter((id) => !accepted.has(id))).toEqual([]);
    server = await startServerProcess({ DATABASE_URL: databaseUrl });
    const again = testSession(server.url, session, session.deviceId);
    expect(
      await again.push(
        'cases',
        [...sent.values()].map((each) => row(each)),
      ),
    ).toEqual([]);
    expect((await storedIds()).size).toBe(sent.size);
    const { rows } = await client.query<{ number: string }>(`select body::json ->> 'number' as number from sync.cases`);
    expect(new Set(rows.map(({ number }) => number)).size).toBe(rows.length);
    await server.end('SIGTERM');
  });
});

import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { newEntity, row } from './testing/documents.ts';
import { type Ending, type RestartablePostgres, startRestartablePostgres } from './testing/restartable-postgres.ts';
import { databaseWithPeople, startTestServer, type TestServer } from './testing/test-server.ts';
import type { TestSession } from './testing/test-session.ts';
import { transactionsOn } from './testing/transactions.ts';

let postgres: RestartablePostgres;
let server: TestServer;
let an: TestSession;
let binh: TestSession;
const lines: string[] = [];

beforeAll(async () => {
  postgres = await startRestartablePostgres();
  const databaseUrl = await databaseWithPeople(postgres.url);
  server = await startTestServer({ databaseUrl, onLog: (line) => lines.push(line) });
  [an, binh] = [await server.signIn('an'), await server.signIn('binh')];
});
afterAll(async () => {
  await server.stop();
  await postgres.end('stop');
});
afterEach(() => {
  expect(lines.join('\n')).not.toMatch(/"problem":"internal"|"status":500/);
});

function pushing(): Promise<Response> {
  const body = JSON.stringify({ rows: [row(newEntity(an.person))] });
  return an.request('/sync/entities', { method: 'POST', body, headers: { 'content-type': 'application/json' } });
}

async function refused(answer: Promise<Response>): Promise<void> {
  const response = await answer;
  expect([response.status, await response.json()]).toEqual([503, { code: 'server.failed' }]);
}

/** Resolves once the server has its database again, and hears of changes. */
async function isReady(): Promise<void> {
  while ((await fetch(`${server.url}/ready`)).status !== 200) await new Promise((resolve) => setTimeout(resolve, 20));
}

async function isTold(events: Awaited<ReturnType<TestSession['events']>>): Promise<void> {
  expect((await pushing()).status).toBe(200);
  await events.next(({ collection }) => collection === 'entities');
}

describe('a connection whose process is killed in the middle of a push', () => {
  it('costs that push alone a "later": the server lives, streams go on, and the push sent again is stored', async () => {
    const events = await binh.events();
    const entity = newEntity(an.person);
    const transactions = transactionsOn(server.databaseUrl);
    const other = await transactions.open();
    await other.write(entity.id);
    const waits = an.request('/sync/entities', {
      method: 'POST',
      body: JSON.stringify({ rows: [row(entity)] }),
      headers: { 'content-type': 'application/json' },
    });
    const [waiting] = await waitingBackend();
    // PostgreSQL takes a killed process for damage: it ends all others, and recovers.
    process.kill(Number(waiting), 'SIGKILL');
    await refused(waits);
    await transactions.close();
    await isReady();
    await isTold(events);
    expect(await an.push('entities', [row(entity)])).toEqual([]);
    expect((await binh.pullAll('entities')).documents).toContainEqual(entity);
    await events.close();
  });

  async function waitingBackend(): Promise<number[]> {
    for (;;) {
      const rows = await server.sql<{ pid: number }>(
        `select pid from pg_stat_activity where usename like 'minh_tra_request%' and wait_event_type = 'Lock'`,
      );
      if (rows.length > 0) return rows.map(({ pid }) => pid);
    }
  }
});

describe.each<Ending>(['stop', 'kill'])('a database that goes away (%s) and comes back', (how) => {
  it('is waited for: requests are told to come later, streams stay open and tell what they have missed', async () => {
    const events = await binh.events();
    const before = newEntity(an.person);
    expect(await an.push('entities', [row(before)])).toEqual([]);
    await events.next(({ collection }) => collection === 'entities');
    await postgres.end(how);
    await refused(pushing());
    await refused(an.request('/sync/entities'));
    await refused(an.request('/sync/stream'));
    await refused(fetch(`${server.url}/ready`));
    expect((await fetch(`${server.url}/health`)).status).toBe(200);
    expect(await (await fetch(`${server.url}/metrics`)).text()).toMatch(/^minh_tra_archive_failing (NaN|Nan)$/m);
    await postgres.start();
    await isReady();
    // Whatever was committed while nobody listened: every stream is told to look once.
    await events.next(({ collection }) => collection === 'activity');
    await isTold(events);
    expect((await binh.pullAll('entities')).documents).toContainEqual(before);
    await events.close();
  });
});

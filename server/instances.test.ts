import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demonstrationPassword } from '../shared/demonstration.ts';
import { purge } from './jobs/purge.ts';
import { newCase, row } from './testing/documents.ts';
import { type ServerProcess, startServerProcess } from './testing/server-process.ts';
import { createTestDatabase, startTestServer, type TestServer } from './testing/test-server.ts';
import { openTestSession, postJson, testSession } from './testing/test-session.ts';

describe('two instances that start at once on an empty database', () => {
  let databaseUrl: string;
  let instances: ServerProcess[];
  beforeAll(async () => {
    databaseUrl = await createTestDatabase();
    const env = { DATABASE_URL: databaseUrl, MINH_TRA_DEMO: '1' };
    instances = await Promise.all([startServerProcess(env), startServerProcess(env)]);
  });
  afterAll(() => instances[1]?.end('SIGTERM'));

  it('make it ready in turn: migrations, law and demonstration are loaded once', async () => {
    const log = instances.flatMap((instance) => instance.log);
    for (const what of ['migrations applied', 'reference data loaded', 'demonstration data loaded']) {
      expect(log.filter((line) => line.includes(what))).toHaveLength(1);
    }
    const epochs = await Promise.all(
      instances.map(async ({ url }) => (await fetch(`${url}/health`)).headers.get('x-minh-tra-epoch')),
    );
    expect(new Set(epochs).size).toBe(1);
  });

  it('give every case a number of its own, and tell of each other’s; when one is killed the other goes on', async () => {
    const [first, second] = instances.map(({ url }) => url) as [string, string];
    const [an, binh] = [await openTestSession(first, 'an'), await openTestSession(second, 'binh')];
    const events = await binh.events();
    const cases = Array.from({ length: 40 }, (_, at) => newCase((at % 2 === 0 ? an : binh).person));
    const outcomes = await Promise.all(cases.map((each, at) => (at % 2 === 0 ? an : binh).push('cases', [row(each)])));
    expect(outcomes.flat()).toEqual([]);
    await events.next(({ collection }) => collection === 'cases');

    await instances[0]?.end('SIGKILL');
    const elsewhere = testSession(second, an, an.deviceId);
    const unsent = newCase(an.person);
    await expect(an.push('cases', [row(unsent)])).rejects.toThrow();
    expect(await elsewhere.push('cases', [row(unsent)])).toEqual([]);
    const { documents } = await elsewhere.pullAll('cases');
    const pushed = [...cases, unsent].map(({ id }) => documents.find((each) => each.id === id));
    const numbers = documents.map(({ number }) => number);
    expect(pushed.every((each) => each?.number)).toBe(true);
    expect(new Set(numbers).size).toBe(numbers.length);
    await events.close();
  });
});

describe('two instances that run', () => {
  let first: TestServer;
  let second: TestServer;
  beforeAll(async () => {
    first = await startTestServer({ trustProxy: true });
    second = await startTestServer({ databaseUrl: first.databaseUrl, trustProxy: true });
  });
  afterAll(async () => {
    await second.stop();
    await first.stop();
  });

  it('count sign-ins of an address together, and of each address alone', async () => {
    const body = { username: 'nobody', password: demonstrationPassword, deviceId: 'device-counted', deviceName: 'x' };
    const statuses = new Map<number, number>();
    for (let at = 0; at < 102; at++) {
      const { url } = at % 2 === 0 ? first : second;
      // What a client claims before the proxy's own word is not believed.
      const from = { 'x-forwarded-for': `198.51.100.${at}, 203.0.113.7` };
      const { status, headers } = await postJson(url, '/auth/sign-in', body, from);
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      if (status === 429) expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
    }
    expect([...statuses]).toEqual([
      [401, 100],
      [429, 2],
    ]);
    await openTestSession(second.url, 'an', { address: '203.0.113.8' });
  });

  it('clear up at once without harm', async () => {
    const keep = await openTestSession(first.url, 'binh', { address: '203.0.113.9' });
    await first.sql(
      `insert into minh_tra.sessions (id, person_id, device_id, started_at, refreshed_at)
       select 'old-' || n, 'p-binh', $1, '2020-01-01', '2020-01-01' from generate_series(1, 500) n`,
      [keep.deviceId],
    );
    await first.sql(
      `insert into minh_tra.rate_limits values ('over', now() - interval '2 hours', 1), ('open', now(), 1)`,
    );
    const contexts = [first, second, first, second].map(({ server }) => server.context);
    await Promise.all(contexts.map((context) => purge(context)));
    expect(await first.sql(`select from minh_tra.sessions where id like 'old-%'`)).toEqual([]);
    expect(await first.sql(`select key from minh_tra.rate_limits where key in ('over', 'open')`)).toEqual([
      { key: 'open' },
    ]);
    expect((await keep.request('/sync/cases')).status).toBe(200);
  });
});

describe('a session that asks without end', () => {
  it('is told when to come again, and a colleague is not', async () => {
    const server = await startTestServer({ limits: { requestsAMinute: 20 } });
    const [an, binh] = [await server.signIn('an'), await server.signIn('binh')];
    const answers = await Promise.all(Array.from({ length: 30 }, () => an.request('/sync/entities')));
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused).toHaveLength(10);
    const retryAfter = Number(refused[0]?.headers.get('retry-after'));
    expect(await refused[0]?.json()).toEqual({ code: 'rate.limited', details: { retryAfterSeconds: retryAfter } });
    expect((await binh.request('/sync/entities')).status).toBe(200);
    server.clock.advance(retryAfter * 1_000);
    expect((await an.request('/sync/entities')).status).toBe(200);
    await server.stop();
  });
});

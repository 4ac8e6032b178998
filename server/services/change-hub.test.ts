import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newEntity, row } from '../testing/documents.ts';
import { startTestServer, type TestServer } from '../testing/test-server.ts';
import { testSession } from '../testing/test-session.ts';

let first: TestServer;
let second: TestServer;

beforeAll(async () => {
  first = await startTestServer();
  second = await startTestServer({ databaseUrl: first.databaseUrl });
});
afterAll(async () => {
  await second.stop();
  await first.stop();
});

describe('two instances over one database', () => {
  it('tell of each other’s changes, on one listening connection each', async () => {
    const an = await first.signIn('an');
    const streams = await Promise.all(
      ['binh', 'dung', 'chi'].map((username) => second.signIn(username).then((session) => session.events())),
    );
    await an.push('entities', [row(newEntity(an.person))]);
    for (const stream of streams) {
      expect(await stream.next(({ collection }) => collection === 'entities')).toMatchObject({ scope: 'song-mai' });
    }
    const listening = await first.sql(
      `select pid from pg_stat_activity where datname = current_database() and query ilike '%snapshot%' and usename like 'minh_tra_request%'`,
    );
    expect(listening.length).toBeLessThanOrEqual(2);
    await Promise.all(streams.map((stream) => stream.close()));
  });

  it('accept each other’s tokens, and end the streams of a session that ended on the other', async () => {
    const session = await first.signIn('an');
    const elsewhere = testSession(second.url, session, session.deviceId);
    const events = await elsewhere.events();
    await session.request('/auth/sign-out', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ refreshToken: session.refreshToken, deviceId: session.deviceId }),
    });
    await events.ended;
    expect((await elsewhere.request('/sync/stream')).status).toBe(401);
  });

  it('miss nothing when the listening connection breaks: every stream is told to look', async () => {
    const binh = await second.signIn('binh');
    const events = await binh.events();
    await first.sql(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and pid <> pg_backend_pid() and query ilike '%pg_snapshot_xmin(s)%'`,
    );
    for (const collection of ['reference', 'cases', 'activity']) {
      await events.next((event) => event.collection === collection && event.scope === 'song-mai');
    }
    const an = await first.signIn('an');
    await an.push('entities', [row(newEntity(an.person))]);
    await events.next(({ collection }) => collection === 'entities');
    await events.close();
  });
});

describe('a listening connection that breaks again and again, in the middle of its questions too', () => {
  it('is opened again each time', async () => {
    const [an, binh] = [await first.signIn('an'), await second.signIn('binh')];
    const events = await binh.events();
    for (let round = 0; round < 15; round++) {
      await Promise.all([
        an.push('entities', [row(newEntity(an.person))]),
        an.push('entities', [row(newEntity(an.person))]),
        first.sql(
          `select pg_terminate_backend(pid) from pg_stat_activity
           where datname = current_database() and pid <> pg_backend_pid() and query ilike '%pg_snapshot_xmin(s)%'`,
        ),
      ]);
      // After a break every collection is told of once more: reference data changes for no other reason here.
      await events.next(({ collection }) => collection === 'reference');
    }
    await events.close();
  });
});

describe('a stream', () => {
  it('ends with the access token', async () => {
    const short = await startTestServer({ databaseUrl: first.databaseUrl });
    try {
      const an = await short.signIn('an');
      // Ten minutes later but for a moment: what is left of the token is left to the stream.
      short.clock.advance(Date.parse(an.accessExpiresAt) - Date.now() - 4_000);
      const events = await an.events();
      await events.ended;
    } finally {
      await short.stop();
    }
  });

  it('ends when the server stops, which waits for nothing', async () => {
    const short = await startTestServer({ databaseUrl: first.databaseUrl });
    const an = await short.signIn('an');
    const events = await an.events();
    await short.stop();
    await events.ended;
  });

  it('is no longer counted once the device has closed it', async () => {
    const an = await first.signIn('an');
    const events = await an.events();
    expect(first.server.context.hub.streamCount).toBeGreaterThan(0);
    await events.close();
    while (first.server.context.hub.streamCount > 0) await new Promise((resolve) => setImmediate(resolve));
  });
});

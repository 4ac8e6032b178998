import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newCase, newEntity, row } from '../testing/documents.ts';
import { startTestServer, type TestServer } from '../testing/test-server.ts';
import { type TestSession, testSession } from '../testing/test-session.ts';

const documents = 400;
const laptops = 30;
let server: TestServer;
/** Another instance, at which nobody waits for long. */
let busy: TestServer;
let an: TestSession;
/** Holds the table of entities: whoever reads it waits. */
let holder: pg.Client;

beforeAll(async () => {
  server = await startTestServer();
  busy = await startTestServer({ databaseUrl: server.databaseUrl, limits: { downloadWaitMs: 100 } });
  an = await server.signIn('an');
  await an.push(
    'entities',
    Array.from({ length: documents }, () => row(newEntity(an.person))),
  );
});
afterAll(async () => {
  await busy.stop();
  await server.stop();
});

beforeEach(async () => {
  holder = new pg.Client(server.databaseUrl);
  await holder.connect();
  await holder.query('begin; lock table sync.entities in access exclusive mode');
});
afterEach(() => holder.end());

const waitingCount = () => server.server.context.downloads.waitingCount;

/** A first download as a laptop does it, with the sizes of its pages. */
async function downloaded() {
  const ids = new Set<unknown>();
  const sizes: number[] = [];
  for (let checkpoint: string | undefined, more = true; more; ) {
    const page = await an.pull('entities', checkpoint, 500);
    for (const { id } of page.documents) ids.add(id);
    sizes.push(page.documents.length);
    ({ checkpoint, more } = page);
  }
  return { ids, sizes };
}

async function untilWaiting(count: number): Promise<void> {
  while (waitingCount() !== count) await new Promise((resolve) => setImmediate(resolve));
}

/** Resolves once so many pages wait for the table. */
async function untilReading(count: number): Promise<void> {
  const waiting = () =>
    server.sql(`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`);
  while ((await waiting()).length !== count);
}

describe('first downloads of many laptops', () => {
  it('leave the others their turn, come each to its page, smaller for all, and bring everything', async () => {
    const binh = await server.signIn('binh');
    const { checkpoint } = await binh.pullAll('cases');
    const pages = Array.from({ length: laptops }, () => downloaded());
    // Two of ten connections read; the rest of the laptops hold none.
    await untilWaiting(laptops - 2);
    expect(await an.push('cases', [row(newCase(an.person))])).toEqual([]);
    expect((await binh.pull('cases', checkpoint)).more).toBe(false);
    expect(waitingCount()).toBe(laptops - 2);

    await holder.query('rollback');
    const found = await Promise.all(pages);
    expect(found.map(({ ids }) => ids.size)).toEqual(found.map(() => documents));
    // The first two were asked for when nobody waited, the next when all others did.
    const firsts = found.map(({ sizes }) => sizes[0] ?? 0);
    expect([Math.max(...firsts), Math.min(...firsts)]).toEqual([documents, 200]);
    expect(waitingCount()).toBe(0);
  });

  it('that wait too long are answered all the same: to be asked again, from the same place', async () => {
    const laptop = testSession(busy.url, an, an.deviceId);
    const first = [laptop.pull('entities'), laptop.pull('entities')];
    await untilReading(2);
    const told = await laptop.pull('entities');
    expect(told).toMatchObject({ documents: [], receipts: [], more: true });
    expect(told.waitedMs).toBeGreaterThanOrEqual(100);
    await holder.query('rollback');
    await Promise.all(first);
    expect((await laptop.pullAll('entities', told.checkpoint)).documents).toHaveLength(documents);
  });

  it('are not read for a laptop that has gone', async () => {
    const first = [an.pull('entities'), an.pull('entities')];
    await untilReading(2);
    const gone = new AbortController();
    const left = Array.from({ length: 5 }, () => an.request('/sync/entities', { signal: gone.signal }));
    const stays = an.pull('entities');
    await untilWaiting(6);
    gone.abort();
    await Promise.allSettled(left);
    await untilWaiting(1);
    await holder.query('rollback');
    expect((await Promise.all([...first, stays])).map((page) => page.documents.length)).toEqual([400, 400, 400]);
  });
});

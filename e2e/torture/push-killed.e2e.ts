import pg from 'pg';
import { afterAll, beforeAll } from 'vitest';
import { newCase, row } from '../../server/testing/documents.ts';
import { startServerProcess } from '../../server/testing/server-process.ts';
import { databaseWithPeople } from '../../server/testing/test-server.ts';
import { openTestSession, testSession } from '../../server/testing/test-session.ts';
import type { PushRow } from '../../shared/protocol/sync.ts';
import { scenario } from './scenario.ts';

let databaseUrl: string;
let client: pg.Client;
beforeAll(async () => {
  databaseUrl = await databaseWithPeople();
  client = new pg.Client(databaseUrl);
  await client.connect();
});
afterAll(() => client.end());

const rowsAPush = 400;
const longestMs = 400;

/** What the database holds of these rows, once the killed server's transaction is over. */
async function storedOf(rows: readonly PushRow[]): Promise<string[]> {
  const ids = rows.map(({ document }) => String(Reflect.get(document, 'id')));
  // What it had under way is rolled back as soon as PostgreSQL notices; until then it holds its locks.
  await client.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where datname = current_database() and usename like 'minh_tra_request%'`,
  );
  await client.query('begin; lock table sync.cases in share mode; commit');
  const { rows: stored } = await client.query<{ id: string }>(
    'select id, revision, change_xid, change_seq, body from sync.cases where id = any ($1) order by id',
    [ids],
  );
  return stored.map((each) => JSON.stringify(each));
}

// The server is killed in the middle of a push, which is then sent again: a batch is in whole or not at all, and once.
scenario('push killed', { ci: 5, full: 50, roundMs: 20_000 }, async ({ rounds, random, note }) => {
  const lost: string[] = [];
  const doubled: string[] = [];
  const diverged: string[] = [];
  let sent = 0;
  await client.query('delete from sync.cases');
  let server = await startServerProcess({ DATABASE_URL: databaseUrl });
  const session = await openTestSession(server.url, 'an');
  for (let round = 0; round < rounds; round += 1) {
    const pushed = Array.from({ length: rowsAPush }, () => row(newCase(session.person)));
    const pushing = testSession(server.url, session, session.deviceId);
    const outcome = pushing.push('cases', pushed).then(
      (answers) => (answers.length === 0 ? 'accepted' : 'answered'),
      () => 'cut',
    );
    const afterMs = random.between(0, longestMs);
    // The moment is what is random here: there is no event to wait for.
    await new Promise((resolve) => setTimeout(resolve, afterMs));
    await server.end('SIGKILL');
    const before = await storedOf(pushed);
    note(`killed after ${afterMs} ms: ${await outcome}, ${before.length} stored`);
    if (before.length !== 0 && before.length !== pushed.length) diverged.push(`${before.length} of ${pushed.length}`);
    if ((await outcome) === 'accepted' && before.length === 0) lost.push(`push ${round}`);
    server = await startServerProcess({ DATABASE_URL: databaseUrl });
    const answers = await testSession(server.url, session, session.deviceId).push('cases', pushed);
    sent += pushed.length - answers.length;
    const after = await storedOf(pushed);
    if (after.length !== pushed.length) lost.push(`push ${round} sent again`);
    if (before.length > 0 && before.join() !== after.join()) doubled.push(`push ${round}`);
  }
  const all = await client.query<{ number: string }>(`select body::json ->> 'number' as number from sync.cases`);
  if (all.rows.length !== sent) diverged.push(`${all.rows.length} cases for ${sent}`);
  if (new Set(all.rows.map(({ number }) => number)).size !== all.rows.length) doubled.push('a case number');
  await server.end('SIGTERM');
  return { acknowledged: sent, lost, doubled, diverged };
});

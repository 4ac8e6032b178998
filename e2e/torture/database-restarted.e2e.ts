import pg from 'pg';
import { afterAll, beforeAll } from 'vitest';
import { type RestartablePostgres, startRestartablePostgres } from '../../server/testing/restartable-postgres.ts';
import { startServerProcess } from '../../server/testing/server-process.ts';
import { databaseWithPeople } from '../../server/testing/test-server.ts';
import { openTestSession } from '../../server/testing/test-session.ts';
import { withPeople } from './agreement.ts';
import { scenario } from './scenario.ts';

let postgres: RestartablePostgres;
let databaseUrl: string;
beforeAll(async () => {
  postgres = await startRestartablePostgres();
  databaseUrl = await databaseWithPeople(postgres.url);
});
afterAll(() => postgres.end('stop'));

const owners = ['an', 'binh'];
const stepsARound = 10;
const longestLifeMs = 400;

async function sql<Row extends pg.QueryResultRow>(text: string): Promise<Row[]> {
  const client = new pg.Client(databaseUrl);
  await client.connect();
  const { rows } = await client.query<Row>(text).finally(() => client.end());
  return rows;
}

/** Resolves once the server has its database again. */
async function isReady(url: string): Promise<void> {
  while ((await fetch(`${url}/ready`)).status !== 200) await new Promise((resolve) => setTimeout(resolve, 20));
}

/** Kills the process of one of the server's connections: PostgreSQL ends all of them, and recovers by itself. */
async function killConnection(): Promise<void> {
  const [connection] = await sql<{ pid: number }>(
    `select pid from pg_stat_activity where usename like 'minh_tra_request%' order by random() limit 1`,
  );
  if (connection) process.kill(connection.pid, 'SIGKILL');
}

// PostgreSQL is stopped, killed, or loses one of its processes under a server that goes on, while laptops send and read.
scenario('database restarted', { ci: 4, full: 50, roundMs: 20_000 }, async (play) => {
  const server = await startServerProcess({ DATABASE_URL: databaseUrl });
  const { url } = server;
  const signIn = (username: string) => openTestSession(url, username);
  const fates = ['stop', 'kill', 'connection'] as const;
  try {
    const outcome = await withPeople(play, { url, signIn }, owners, async (people) => {
      for (let round = 0; round < play.rounds; round++) {
        for (let step = 0; step < stepsARound; step++) await people.step();
        for (const laptop of people.laptops) await laptop.wake();
        const livesMs = play.random.between(0, longestLifeMs);
        // The moment is what is random here: there is no event to wait for.
        await new Promise((resolve) => setTimeout(resolve, livesMs));
        const fate = play.random.pick(fates);
        if (fate === 'connection') await killConnection();
        else await postgres.end(fate);
        play.note(`database ${fate} after ${livesMs} ms`);
        for (let step = 0; step < stepsARound; step++) await people.step();
        if (fate !== 'connection') await postgres.start();
        await isReady(url);
      }
      return { sql };
    });
    const failures = server.log.filter((line) => /"problem":"internal"|"status":500|unexpected/.test(line));
    return { ...outcome, diverged: [...outcome.diverged, ...failures] };
  } finally {
    await server.end('SIGTERM');
  }
});

import pg from 'pg';
import { afterAll, beforeAll } from 'vitest';
import { freePort } from '../../build/system/free-port.ts';
import { type ServerProcess, startServerProcess } from '../../server/testing/server-process.ts';
import { databaseWithPeople } from '../../server/testing/test-server.ts';
import { openTestSession } from '../../server/testing/test-session.ts';
import { withPeople } from './agreement.ts';
import { scenario } from './scenario.ts';

let databaseUrl: string;
let client: pg.Client;
beforeAll(async () => {
  databaseUrl = await databaseWithPeople();
  client = new pg.Client(databaseUrl);
  await client.connect();
});
afterAll(() => client.end());

const owners = ['an', 'binh'];
const stepsARound = 10;
const longestLifeMs = 400;

// The server's process is killed while laptops send to it and read from it, and started again.
scenario('server killed', { ci: 5, full: 50, roundMs: 20_000 }, async (play) => {
  const env = { DATABASE_URL: databaseUrl, PORT: String(await freePort(0)) };
  let server: ServerProcess = await startServerProcess(env);
  const { url } = server;
  const signIn = (username: string) => openTestSession(url, username);
  const sql = async (text: string) => (await client.query(text)).rows;
  try {
    return await withPeople(play, { url, signIn }, owners, async (people) => {
      for (let round = 0; round < play.rounds; round++) {
        for (let step = 0; step < stepsARound; step++) await people.step();
        for (const laptop of people.laptops) await laptop.wake();
        const livesMs = play.random.between(0, longestLifeMs);
        // The moment is what is random here: there is no event to wait for.
        await new Promise((resolve) => setTimeout(resolve, livesMs));
        await server.end('SIGKILL');
        play.note(`server killed after ${livesMs} ms`);
        for (let step = 0; step < stepsARound; step++) await people.step();
        server = await startServerProcess(env);
      }
      return { sql: sql as never };
    });
  } finally {
    await server.end('SIGTERM');
  }
});

import { afterAll, beforeAll } from 'vitest';
import { startTestServer, type TestServer } from '../../server/testing/test-server.ts';
import { withPeople } from './agreement.ts';
import { scenario } from './scenario.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

/** Two to five laptops; of each person more than one. */
const owners = ['an', 'binh', 'an', 'binh', 'an'];
/** One operation of ten is to lose the network or to get it back. */
const roaming = 0.1;

// Several people write in the same cases off-line, with clocks wrong by up to a year, and meet in random order.
scenario('meetings', { ci: 500, full: 10_000, roundMs: 1_000 }, async (play) => {
  return withPeople(play, server, owners.slice(0, 2 + (play.seed % 4)), async (people) => {
    for (let round = 0; round < play.rounds; round++) {
      if (play.random.next() < roaming) await people.roam();
      else await people.step();
    }
    return server;
  });
});

import { afterAll, beforeAll } from 'vitest';
import { publicKeyOf } from '../../server/testing/evidence.ts';
import { startTestServer, type TestServer } from '../../server/testing/test-server.ts';
import { withPeople } from './agreement.ts';
import type { People } from './people.ts';
import { scenario } from './scenario.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

/** A laptop of each. */
const owners = ['an', 'binh'];
/** Of ten operations one is to lose the network or to get it back, and two are to give another what one has of a case. */
const [roaming, handing] = [0.1, 0.2];

// Two write in the same cases off-line, give each other what they have, over and over, and meet the server in random order.
scenario('handed over', { ci: 300, full: 6_000, roundMs: 1_500 }, async (play) => {
  const work = async (people: People) => {
    await server.sql('delete from minh_tra.signing_keys');
    for (const { personId, deviceId } of people.laptops) {
      await server.sql(
        'insert into minh_tra.signing_keys (public_key, person_id, device_id, registered_at) values ($1, $2, $3, now())',
        [publicKeyOf(personId), personId, deviceId],
      );
    }
    for (let round = 0; round < play.rounds; round++) {
      const chance = play.random.next();
      if (chance < roaming) await people.roam();
      else if (chance < roaming + handing) await people.handOver();
      else await people.step();
    }
    return server;
  };
  // Whose clock is set back writes words that look older than what they replace: colleagues' laptops leave those to their own.
  return withPeople(play, server, owners, work, undefined, 'right');
});

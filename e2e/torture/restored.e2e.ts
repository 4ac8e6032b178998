import { keepCopy, restoreCopy } from '../../server/testing/older-copy.ts';
import { startTestServer } from '../../server/testing/test-server.ts';
import { withPeople } from './agreement.ts';
import type { People } from './people.ts';
import { type Outcome, type Play, scenario } from './scenario.ts';

const owners = ['an', 'binh', 'an'];
const stepsAtOnce = 30;
const roaming = 0.15;

/** Several times: a backup, work that it does not hold, a restore, and more work; some of the people are off-line. */
async function restore(play: Play, times: number): Promise<Outcome> {
  let server = await startTestServer();
  const goOn = async (people: People) => {
    for (let step = 0; step < stepsAtOnce; step++) {
      if (play.random.next() < roaming) await people.roam();
      else await people.step();
    }
  };
  try {
    return await withPeople(play, server, owners, async (people) => {
      for (let time = 0; time < times; time++) {
        await goOn(people);
        await keepCopy(server);
        play.note('backup');
        await goOn(people);
        server = await restoreCopy(server);
        play.note('restored');
      }
      await goOn(people);
      return server;
    });
  } finally {
    await server.stop();
  }
}

// The server is restored from an older backup while people go on.
scenario('restored', { ci: 1, full: 10, roundMs: 60_000 }, async (play) => {
  const outcomes: Outcome[] = [];
  for (let round = 0; round < play.rounds; round++) outcomes.push(await restore(play, 1));
  return {
    acknowledged: outcomes.reduce((sum, { acknowledged }) => sum + acknowledged, 0),
    lost: outcomes.flatMap(({ lost }) => lost),
    doubled: outcomes.flatMap(({ doubled }) => doubled),
    diverged: outcomes.flatMap(({ diverged }) => diverged),
  };
});

// It is restored again and again, and some laptops sleep through one of it.
scenario('restored again', { ci: 3, full: 10, roundMs: 60_000 }, (play) => restore(play, play.rounds));

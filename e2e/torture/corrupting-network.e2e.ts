import { afterAll, beforeAll } from 'vitest';
import { seededRandom } from '../../server/demonstration/random.ts';
import { startTestServer, type TestServer } from '../../server/testing/test-server.ts';
import { type CorruptingWire, openCorruptingWire } from '../wire/corrupting-wire.ts';
import { withPeople } from './agreement.ts';
import { scenario } from './scenario.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

const owners = ['an', 'binh', 'an'];
const stepsARound = 8;
const mostPieces = 4;
/** Any piece, the handshake's too, or those alone that carry documents. */
const sizes = [1, 400];

// A network that alters what it carries: TLS ends such a connection, and all is sent again.
scenario('corrupting network', { ci: 10, full: 100, roundMs: 60_000 }, async (play) => {
  const wires: CorruptingWire[] = [];
  const chance = seededRandom(play.seed + 1);
  const openWire = async (target: string) => {
    const wire = await openCorruptingWire(target, (length) => chance.between(0, length - 1));
    wires.push(wire);
    return wire;
  };
  const outcome = await withPeople(
    play,
    server,
    owners,
    async (people) => {
      for (let round = 0; round < play.rounds; round++) {
        const [pieces, size] = [play.random.between(1, mostPieces), play.random.pick(sizes)];
        const wire = play.random.pick(wires);
        play.note(`${wires.indexOf(wire)}: ${pieces} pieces of ${size} bytes or more are altered`);
        wire.alter(pieces, size);
        for (let step = 0; step < stepsARound; step++) await people.step();
        for (const laptop of people.laptops) await laptop.wake();
      }
      return server;
    },
    openWire,
  );
  const altered = wires.reduce((sum, wire) => sum + wire.altered, 0);
  if (altered < play.rounds) throw new Error(`only ${altered} bytes were altered`);
  return { ...outcome, measured: { altered } };
});

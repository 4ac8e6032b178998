import { afterAll, beforeAll } from 'vitest';
import { startTestServer, type TestServer } from '../../server/testing/test-server.ts';
import { badGateway, type Fault, type NetworkRequest, portalPage } from '../network.ts';
import type { ThreadedLaptop } from '../sync/threaded-laptop.ts';
import { withPeople } from './agreement.ts';
import { scenario } from './scenario.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

const owners = ['an', 'binh', 'an'];
const stepsARound = 8;
const mostFaults = 4;
/** A bad 2G connection carries so many bytes a second. */
const slow: Fault = { kind: 'slow', bytesPerSecond: 4_000 };
const faults: readonly Fault[] = [
  { kind: 'drop' },
  { kind: 'cutRequest' },
  { kind: 'cutReply' },
  { kind: 'truncateReply' },
  { kind: 'loseReply' },
  { kind: 'duplicate' },
  { kind: 'silent' },
  slow,
  badGateway,
  portalPage,
];

const isStream = ({ path }: NetworkRequest): boolean => path.startsWith('/sync/stream');

/** The next so many requests meet the fault; what is silent or slow, one alone, since it is waited for. */
function setFault({ network }: ThreadedLaptop, fault: Fault, count: number): void {
  let left = fault.kind === 'silent' || fault.kind === 'slow' ? 1 : count;
  network.fault((request) => {
    if (left === 0 || isStream(request)) return { kind: 'pass' };
    left -= 1;
    return fault;
  });
}

// The network between laptops and server drops, cuts, halves, doubles, loses, slows down, or answers in the server's place.
scenario('bad network', { ci: 10, full: 100, roundMs: 60_000 }, async (play) => {
  return withPeople(play, server, owners, async (people) => {
    const { laptops } = people;
    for (let round = 0; round < play.rounds; round++) {
      const [laptop, fault] = [play.random.pick(laptops), play.random.pick(faults)];
      play.note(`${laptops.indexOf(laptop)}: network ${fault.kind}`);
      setFault(laptop, fault, play.random.between(1, mostFaults));
      for (let step = 0; step < stepsARound; step++) await people.step();
    }
    for (const { network } of laptops) network.fault(() => ({ kind: 'pass' }));
    return server;
  });
});

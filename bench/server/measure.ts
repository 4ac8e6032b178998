import type { Running } from '../../build/system/running.ts';
import { openTestSession } from '../../server/testing/test-session.ts';
import type { BenchWindow } from '../bench-window.ts';
import { makeCases } from '../documents.ts';
import { compared, interleaved, type Measurement } from '../measurement.ts';
import type { BenchOptions } from '../options.ts';
import type { BenchServer } from '../window/shell.ts';
import { type CountingProxy, openCountingProxy } from './counting-proxy.ts';
import { type BenchServerProcess, startOurServer, startPouchServer } from './start-server.ts';

const pulled = 10_000;
const pushed = 5_000;
const batch = 1_000;
export const serverKeys = ['pull', 'push', 'bytes.pull', 'bytes.push'];
const sides = ['ours', 'pouchdb'] as const;
const peerName = 'PouchDB with express-pouchdb';

interface Servers {
  readonly ours: BenchServerProcess;
  readonly pouch: BenchServerProcess;
  readonly caseId: string;
}

/** Where each side finds its server: directly, or over a wire that counts. */
interface Urls {
  readonly ours: string;
  readonly pouch: string;
}

/** First download and sending, by our replication with our server and by PouchDB with its own, in the same window. */
export async function* measureServers(
  bench: BenchWindow,
  { wants, rounds }: BenchOptions,
  running: Running,
): AsyncGenerator<Measurement> {
  const servers = await startServers(running);
  const urls = { ours: servers.ours.url, pouch: servers.pouch.url };
  const some = Math.min(rounds, 5);
  const wires = {
    ours: await openCountingProxy(urls.ours, running),
    pouch: await openCountingProxy(urls.pouch, running),
  };
  const counted = { ours: wires.ours.url, pouch: wires.pouch.url };
  // Downloads first: what is pushed would be downloaded as well.
  if (wants('pull')) {
    const rates = await interleaved('pull', some, sides, async (side) =>
      perSecond(pulled, await pull(bench, side, urls)),
    );
    yield compared('pull', 'documents/s', peerName, rates);
  }
  if (wants('bytes.pull')) {
    for (const side of sides) await pull(bench, side, counted);
    yield bytes('bytes.pull', { ours: wires.ours.take(), pouch: wires.pouch.take() }, pulled);
  }
  if (wants('push')) {
    const rates = await interleaved('push', some, sides, async (side) => {
      const send = await readyPush(bench, side, urls, servers);
      return perSecond(pushed, await send());
    });
    yield compared('push', 'documents/s', peerName, rates);
  }
  if (wants('bytes.push')) {
    const sends = {
      ours: await readyPush(bench, 'ours', counted, servers),
      pouch: await readyPush(bench, 'pouchdb', counted, servers),
    };
    for (const wire of Object.values(wires)) wire.take();
    await sends.ours();
    const ours = wires.ours.take();
    await sends.pouch();
    yield bytes('bytes.push', { ours, pouch: wires.pouch.take() }, pushed);
  }
}

async function startServers(running: Running): Promise<Servers> {
  const [ours, pouch] = await Promise.all([startOurServer(running), startPouchServer(running)]);
  for (let first = 0; first < pulled; first += batch) {
    const documents = makeCases(batch, first);
    await ours.command({ type: 'import', collection: 'cases', documents });
    const theirs = documents.map(({ id, ...fields }) => ({ _id: id, ...fields }));
    await pouch.command({ type: 'load', name: 'cases', documents: theirs });
  }
  return { ours, pouch, caseId: makeCases(1)[0]?.id ?? '' };
}

let runs = 0;

async function pull(bench: BenchWindow, side: (typeof sides)[number], urls: Urls): Promise<number> {
  const name = `pull-${++runs}`;
  if (side === 'pouchdb') return bench.call('pullPouch', { url: `${urls.pouch}/cases`, name, expected: pulled });
  return bench.call('pullOurs', { ...(await signIn(urls.ours, name)), expected: pulled });
}

/** Writes findings that nobody has yet, off-line; the answer sends them, in milliseconds. */
async function readyPush(
  bench: BenchWindow,
  side: (typeof sides)[number],
  urls: Urls,
  { caseId }: Servers,
): Promise<() => Promise<number>> {
  const name = `push-${++runs}`;
  const findings = { first: runs * pushed, count: pushed, caseId };
  if (side === 'pouchdb') return () => bench.call('pushPouch', { url: `${urls.pouch}/${name}`, name, findings });
  await bench.call('readyPushOurs', { ...(await signIn(urls.ours, name)), findings });
  return () => bench.call('pushOurs', {});
}

/** A laptop of its own for each round. */
async function signIn(url: string, database: string) {
  const signedIn = await openTestSession(url, 'an');
  const { accessToken, accessExpiresAt, replica, person, deviceId, leaseEndsAt } = signedIn;
  const server: BenchServer = { url, accessToken, accessExpiresAt, replica };
  return { server, session: { person, deviceId, deviceName: 'Bench', database, leaseEndsAt, rolledBack: false } };
}

function perSecond(count: number, ms: number): number {
  return (count / ms) * 1_000;
}

type Carried = ReturnType<CountingProxy['take']>;

/** Bytes both ways, headers included, for each document. */
function bytes(measure: string, { ours, pouch }: { ours: Carried; pouch: Carried }, count: number): Measurement {
  const both = ({ up, down }: Carried) => [(up + down) / count];
  return compared(measure, 'bytes', peerName, { ours: both(ours), peer: both(pouch) });
}

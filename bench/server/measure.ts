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
  if (wants('pull')) {
    const rates = await interleaved('pull', some, sides, async (side) =>
      perSecond(pulled, await pull(bench, side, urls)),
    );
    yield compared('pull', 'documents/s', peerName, rates);
  }
  if (wants('push')) {
    const rates = await interleaved('push', some, sides, async (side) =>
      perSecond(pushed, await push(bench, side, urls, servers)),
    );
    yield compared('push', 'documents/s', peerName, rates);
  }
  if (!wants('bytes.pull') && !wants('bytes.push')) return;
  const wires = {
    ours: await openCountingProxy(urls.ours, running),
    pouch: await openCountingProxy(urls.pouch, running),
  };
  const counted = { ours: wires.ours.url, pouch: wires.pouch.url };
  if (wants('bytes.pull')) {
    for (const side of sides) await pull(bench, side, counted);
    yield bytes('bytes.pull', wires, pulled);
  }
  if (wants('bytes.push')) {
    for (const wire of Object.values(wires)) wire.take();
    for (const side of sides) await push(bench, side, counted, servers);
    yield bytes('bytes.push', wires, pushed);
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

async function push(
  bench: BenchWindow,
  side: (typeof sides)[number],
  urls: Urls,
  { caseId }: Servers,
): Promise<number> {
  const name = `push-${++runs}`;
  // Each round sends findings that nobody has yet.
  const findings = { first: runs * pushed, count: pushed, caseId };
  if (side === 'pouchdb') return bench.call('pushPouch', { url: `${urls.pouch}/${name}`, name, findings });
  return bench.call('pushOurs', { ...(await signIn(urls.ours, name)), findings });
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

/** Bytes both ways, headers included, for each document. */
function bytes(
  measure: string,
  { ours, pouch }: { ours: CountingProxy; pouch: CountingProxy },
  count: number,
): Measurement {
  const both = ({ up, down }: ReturnType<CountingProxy['take']>) => [(up + down) / count];
  return compared(measure, 'bytes', peerName, { ours: both(ours.take()), peer: both(pouch.take()) });
}

import type { BenchWindow } from '../bench-window.ts';
import { compared, interleaved, type Measurement } from '../measurement.ts';
import type { BenchOptions } from '../options.ts';
import { median } from '../statistics.ts';
import { checkSameCounts, checkSameLists } from './same.ts';

const size = 10_000;
export const smallKeys = ['bulk.10k', 'save.p50', 'burst20', 'list.10k', 'list.growth'];
const peers = ['ours', 'indexeddb'] as const;
const peerName = 'raw IndexedDB, strict';
const savesARound = 25;
const burstsARound = 5;
const listsARound = 40;

/** What is measured with 10,000 documents: bulk insert into an empty database, then saves, bursts and lists on it. */
export async function* measureSmall(bench: BenchWindow, { wants, rounds }: BenchOptions): AsyncGenerator<Measurement> {
  const bulkRounds = wants('bulk.10k') ? Math.min(rounds, 3) : 0;
  const bulk = await interleaved('bulk.10k', bulkRounds, peers, async (peer, round) => {
    await bench.call('open', { peer, name: `small-${round}` });
    const ms = await bench.call('bulk', { peer, first: 0, count: size });
    // The last one stays for what follows.
    if (round < bulkRounds) await bench.call('destroy', { peer });
    return ms;
  });
  if (wants('bulk.10k')) yield compared('bulk.10k', 'ms', peerName, bulk);
  await checkSameCounts(bench, peers, size);
  await checkSameLists(bench, peers);
  if (wants('list.10k') || wants('list.growth')) {
    const lists = await interleaved('list.10k', rounds, peers, async (peer, round) =>
      median(await bench.call('lists', { peer, first: 1_000 + round * listsARound, count: listsARound })),
    );
    yield compared('list.10k', 'ms', peerName, lists);
  }
  if (wants('save.p50')) {
    const saves = await interleaved('save.p50', rounds, peers, async (peer, round) =>
      median(await bench.call('saves', { peer, first: size * 2 + round * savesARound, count: savesARound })),
    );
    yield compared('save.p50', 'ms', peerName, saves);
  }
  if (wants('burst20')) {
    const bursts = await interleaved('burst20', rounds, peers, async (peer, round) =>
      median(await bench.call('bursts', { peer, first: size * 3 + round * burstsARound * 20, count: burstsARound })),
    );
    yield compared('burst20', 'saves/s', peerName, bursts);
  }
  for (const peer of peers) await bench.call('destroy', { peer });
}

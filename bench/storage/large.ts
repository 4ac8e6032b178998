import type { BenchWindow } from '../bench-window.ts';
import { alone, compared, interleaved, type Measurement } from '../measurement.ts';
import type { BenchOptions } from '../options.ts';
import { median, percentile } from '../statistics.ts';
import type { PeerName } from '../window/contract.ts';
import { checkSameCounts, checkSameLists } from './same.ts';

const size = 50_000;
const batch = 1_000;
const name = 'large';
export const largeKeys = ['list.50k', 'list.growth', 'count.50k', 'search.p95', 'search.recall', 'reopen.50k'];
const peers = ['ours', 'indexeddb'] as const;
const peerName = 'raw IndexedDB, strict';
const listsARound = 40;
const countsARound = 15;
const searchesARound = 100;
/** As many as the list of cases asks for. */
const searchLimit = 500;
const recallPhrases = 150;

/** What is measured with 50,000 documents. */
export async function* measureLarge(bench: BenchWindow, options: BenchOptions): AsyncGenerator<Measurement> {
  const { wants } = options;
  const wantsLists = wants('list.50k') || wants('list.growth');
  const wantsSearch = wants('search.p95') || wants('search.recall');
  if (wantsLists || wants('count.50k')) await fill(bench, ['indexeddb']);
  await fill(bench, ['ours']);
  if (wantsLists || wants('count.50k')) {
    await checkSameCounts(bench, peers, size);
    await checkSameLists(bench, peers);
    if (wantsLists) yield await lists(bench, options);
    if (wants('count.50k')) yield await counts(bench, options);
    await bench.call('destroy', { peer: 'indexeddb' });
  }
  if (wantsSearch) yield* await searches(bench, options);
  if (wants('reopen.50k')) yield await reopening(bench, options);
}

async function fill(bench: BenchWindow, wanted: readonly PeerName[]): Promise<void> {
  for (const peer of wanted) {
    await bench.call('open', { peer, name });
    for (let first = 0; first < size; first += batch) await bench.call('bulk', { peer, first, count: batch });
  }
}

async function lists(bench: BenchWindow, { rounds }: BenchOptions): Promise<Measurement> {
  const samples = await interleaved('list.50k', rounds, peers, async (peer, round) =>
    median(await bench.call('lists', { peer, first: 1_000 + round * listsARound, count: listsARound })),
  );
  return compared('list.50k', 'ms', peerName, samples);
}

async function counts(bench: BenchWindow, { rounds }: BenchOptions): Promise<Measurement> {
  const samples = await interleaved('count.50k', rounds, peers, async (peer) =>
    median(await bench.call('counts', { peer, repeat: countsARound })),
  );
  return compared('count.50k', 'ms', peerName, samples);
}

async function searches(bench: BenchWindow, { rounds }: BenchOptions): Promise<Measurement[]> {
  const ask = (round: number, limit: number) =>
    bench.call('searches', { total: size, first: round * searchesARound, count: searchesARound, limit });
  await ask(0, searchLimit);
  const slowest: number[] = [];
  const usual: number[] = [];
  for (let round = 1; round <= rounds; round++) {
    const times = await ask(round, searchLimit);
    slowest.push(percentile(times, 0.95));
    usual.push(median(times));
  }
  const { there, found, phrasesWithBar } = await bench.call('recall', { total: size, count: recallPhrases });
  if (phrasesWithBar === 0) throw new Error('no phrase of the search holds a đ');
  return [
    alone('search.p95', 'ms', median(slowest), rounds),
    alone('search.recall', `of ${there.toLocaleString('en')} cases`, found / there, 1),
    alone('search.p50', 'ms', median(usual), rounds),
    alone('search.recall.phrasesWithBar', `of ${recallPhrases} phrases`, phrasesWithBar, 1),
  ];
}

async function reopening(bench: BenchWindow, { rounds }: BenchOptions): Promise<Measurement> {
  await bench.call('close', { peer: 'ours' });
  await fill(bench, ['dexie']);
  await bench.call('close', { peer: 'dexie' });
  const samples = await interleaved('reopen.50k', rounds, ['ours', 'dexie'], async (peer, round) => {
    const ms = await bench.call('reopen', { peer, name, n: 5_000 + round });
    await bench.call('close', { peer });
    return ms;
  });
  return compared('reopen.50k', 'ms', 'RxDB on Dexie', samples);
}

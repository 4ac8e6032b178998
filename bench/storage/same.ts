import type { BenchWindow } from '../bench-window.ts';
import type { PeerName } from '../window/contract.ts';

/** Peers that answer otherwise are not compared: the bench itself would be wrong. */
export async function checkSameLists(bench: BenchWindow, peers: readonly PeerName[]): Promise<void> {
  for (const n of [1, 2, 3]) {
    const lists: string[] = [];
    for (const peer of peers) lists.push(JSON.stringify(await bench.call('list', { peer, n })));
    if (new Set(lists).size > 1 || lists.includes('[]')) throw new Error(`list ${n} is not the same from all`);
  }
}

export async function checkSameCounts(bench: BenchWindow, peers: readonly PeerName[], total: number): Promise<void> {
  const counts: string[] = [];
  for (const peer of peers) {
    const byState = await bench.call('countOf', { peer });
    const sum = byState.reduce((before, [, count]) => before + count, 0);
    if (sum !== total) throw new Error(`${peer} counts ${sum} of ${total} documents`);
    counts.push(JSON.stringify(byState));
  }
  if (new Set(counts).size > 1) throw new Error('the counts are not the same from all');
}

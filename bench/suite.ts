import type { BenchWindow } from './bench-window.ts';
import { figure } from './figure.ts';
import { table } from './report.ts';
import { median } from './statistics.ts';
import type { SuiteStorage } from './window/contract.ts';

const storages: readonly SuiteStorage[] = ['ours', 'dexie', 'memory'];

/** RxDB's own performance suite on our storage, on Dexie and on memory, in turn; the medians as lines of a table. */
export async function suiteLines(bench: BenchWindow, rounds: number): Promise<string[]> {
  const runs = new Map<SuiteStorage, Record<string, number>[]>(storages.map((storage) => [storage, []]));
  for (let round = 0; round < rounds; round++) {
    for (const storage of storages) runs.get(storage)?.push(await bench.call('suite', { storage }));
  }
  const names = Object.keys(runs.get('ours')?.[0] ?? {});
  const rows = names.map((name) => [
    name,
    ...storages.map((storage) => figure(median((runs.get(storage) ?? []).map((run) => run[name] ?? Number.NaN)))),
  ]);
  return table([`RxDB's own suite (ms, ${rounds} rounds)`, ...storages], rows);
}

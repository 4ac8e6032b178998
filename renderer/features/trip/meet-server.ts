import { filter, firstValueFrom, timeout } from 'rxjs';
import { problemOf } from '../../../shared/problem/problem.ts';
import type { NumberStock } from '../../data/numbers/number-stock.ts';
import type { SyncStatus, Workspace } from '../../data/workspace.ts';

/** Longer than this nobody waits beside a button; what comes later comes by itself. */
const patienceMs = 60_000;
const ended: readonly SyncStatus['state'][] = ['upToDate', 'offline', 'paused'];

/** Brings this laptop up to date: its numbers, then every document both ways. True by the server's own word alone. */
export async function meetServer(
  sync: Pick<Workspace['sync'], 'retry' | 'status$'>,
  stock: Pick<NumberStock, 'fill'>,
): Promise<boolean> {
  sync.retry();
  const isMet = await stock.fill().then(
    () => true,
    (thrown: unknown) => {
      if (problemOf(thrown).code === 'database.closed') throw thrown;
      return false;
    },
  );
  if (!isMet) return false;
  const settled = sync.status$.pipe(
    filter(({ state }) => ended.includes(state)),
    timeout({ first: patienceMs }),
  );
  const state = await firstValueFrom(settled).then(
    (status) => status.state,
    () => null,
  );
  return state === 'upToDate';
}

import { BehaviorSubject } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { ProblemError } from '../../../shared/problem/problem.ts';
import type { SyncStatus } from '../../data/workspace.ts';
import { meetServer } from './meet-server.ts';

function laptop(state: SyncStatus['state'], answer: () => Promise<void>) {
  const status$ = new BehaviorSubject({ state } as SyncStatus);
  let tried = 0;
  const retry = () => {
    tried += 1;
  };
  const sync = { status$, retry };
  const become = (next: SyncStatus['state']) => status$.next({ ...status$.value, state: next });
  return { met: () => meetServer(sync, { fill: answer }), become, tried: () => tried };
}
const away = () => Promise.reject(new ProblemError('server.away'));

describe('before a trip the server', () => {
  it('is met once it has answered and every document is there', async () => {
    const { met, become, tried } = laptop('receiving', async () => undefined);
    const meeting = met();
    become('sending');
    become('upToDate');
    expect([await meeting, tried()]).toEqual([true, 1]);
  });

  it.each(['offline', 'paused'] as const)('is not met where the laptop is %s in the end', async (state) => {
    const { met, become } = laptop('receiving', async () => undefined);
    const meeting = met();
    become(state);
    expect(await meeting).toBe(false);
  });

  it('is not met where it does not answer, whatever the line says', async () => {
    expect(await laptop('upToDate', away).met()).toBe(false);
  });
});

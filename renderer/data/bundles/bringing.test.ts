import { BehaviorSubject, filter, firstValueFrom } from 'rxjs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ProblemCode } from '../../../shared/problem/catalogue.ts';
import { ProblemError } from '../../../shared/problem/problem.ts';
import type { SyncStatus } from '../workspace.ts';
import { type Bringing, type BringingState, type BringShell, openBringing } from './bringing.ts';

const fileId = 'f'.repeat(22);
const sizeBytes = 25;
const reply = { bundles: [], leftOut: [], originals: 2 };

let calls: string[];
/** What the calls of a name answer in place of going on, one after the other. */
let faults: Map<string, ProblemCode[]>;
let isChosen: boolean;
/** Until then no slice ends; null where each ends at once. */
let held: Promise<void> | null;
let status$: BehaviorSubject<SyncStatus>;
let bringing: Bringing;

beforeEach(() => {
  calls = [];
  faults = new Map();
  [isChosen, held] = [true, null];
  status$ = new BehaviorSubject({ state: 'upToDate' } as SyncStatus);
  bringing = openBringing(shell(), { status$ });
});
afterEach(() => bringing.close());

function shell(): BringShell {
  const at = new Map<string, number>();
  const further = (name: string) => {
    at.set(name, Math.min(sizeBytes, (at.get(name) ?? 0) + 10));
    return at.get(name) ?? 0;
  };
  const answers: Record<string, () => unknown> = {
    'bundle.bring': () => (isChosen ? { fileId, fileName: 'Hồ sơ.minhtra', sizeBytes } : null),
    'bundle.bringRead': () => further('read'),
    'bundle.bringNext': () => further('sent'),
    'bundle.openAtServer': () => {
      if ((at.get('sent') ?? 0) < sizeBytes) throw new ProblemError('notFound');
      return reply;
    },
    'bundle.discard': () => null,
  };
  const call = async (name: string) => {
    calls.push(name.replace('bundle.', ''));
    const code = faults.get(name)?.shift();
    if (code) throw new ProblemError(code);
    if (name === 'bundle.bringNext') await held;
    return answers[name]?.();
  };
  return { call } as BringShell;
}

const until = (kind: BringingState['kind']) =>
  firstValueFrom(bringing.state$.pipe(filter((state) => state.kind === kind)));

describe('a file that is brought to the server', () => {
  it('is read, sent and opened, and then given back', async () => {
    bringing.start();
    expect(await until('brought')).toEqual({ kind: 'brought', reply });
    const thrice = (name: string) => [name, name, name];
    const before = ['bring', ...thrice('bringRead'), 'openAtServer'];
    expect(calls).toEqual([...before, ...thrice('bringNext'), 'openAtServer', 'discard']);
  });

  it('is not sent where it was opened before, as before a lock', async () => {
    bringing.start();
    await until('brought');
    calls = [];
    bringing.start();
    await until('choosing');
    expect(await until('brought')).toEqual({ kind: 'brought', reply });
    expect(calls.filter((name) => name === 'bringNext')).toEqual([]);
  });

  it('goes on when the server is back, neither chosen nor read again', async () => {
    faults.set('bundle.bringNext', ['server.away', 'server.away']);
    status$.next({ state: 'offline' } as SyncStatus);
    bringing.start();
    expect(await until('waiting')).toEqual({ kind: 'waiting', problem: { code: 'server.away' } });
    status$.next({ state: 'upToDate' } as SyncStatus);
    await until('sending');
    await until('waiting');
    bringing.start();
    await until('brought');
    expect(calls.filter((name) => name === 'bring' || name === 'bringRead')).toHaveLength(4);
  });

  it('asks again for an answer that was lost, and sends it again only where the server has neither', async () => {
    faults.set('bundle.openAtServer', ['notFound', 'server.away', 'notFound']);
    bringing.start();
    await until('waiting');
    expect(calls.slice(-2)).toEqual(['bringNext', 'openAtServer']);
    bringing.start();
    await until('brought');
    expect(calls.slice(-4)).toEqual(['openAtServer', 'bringNext', 'openAtServer', 'discard']);
  });

  it('is tried ever more seldom while the server can not open it', async () => {
    vi.useFakeTimers({ now: 0 });
    try {
      faults.set('bundle.openAtServer', Array(100).fill('server.failed'));
      bringing.start();
      await vi.advanceTimersByTimeAsync(60_000);
      expect(calls.filter((name) => name === 'openAtServer').length).toBeLessThan(12);
    } finally {
      vi.useRealTimers();
    }
  });

  it('ends with what hinders it for good, and where its stick was drawn', async () => {
    for (const code of ['bundle.notForServer', 'bundle.unreadable'] as const) {
      faults.set('bundle.bringRead', [code]);
      bringing.start();
      expect(await until('failed')).toEqual({ kind: 'failed', problem: { code } });
      expect(calls.at(-1)).toBe('discard');
    }
    isChosen = false;
    bringing.start();
    await until('none');
  });

  it('is left when it is told to, and another is brought after it', async () => {
    faults.set('bundle.bringNext', ['server.away']);
    bringing.start();
    await until('waiting');
    bringing.stop();
    expect(await until('none')).toEqual({ kind: 'none' });
    expect(calls.at(-1)).toBe('discard');
    bringing.start();
    await until('brought');
  });

  it('is left at once, however long the call takes that is under way: the next begins beside it', async () => {
    let answerFirst: () => void = () => undefined;
    held = new Promise((resolve) => (answerFirst = resolve));
    bringing.start();
    await until('sending');
    bringing.stop();
    await until('none');
    held = null;
    bringing.start();
    await until('brought');
    const opened = calls.filter((name) => name === 'openAtServer').length;
    answerFirst();
    await Promise.resolve();
    expect(calls.filter((name) => name === 'openAtServer')).toHaveLength(opened);
  });
});

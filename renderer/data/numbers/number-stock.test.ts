import { BehaviorSubject } from 'rxjs';
import { describe, expect, it } from 'vitest';
import type { HeldNumbers } from '../../../shared/bridge/numbers.ts';
import { ProblemError, problemOf } from '../../../shared/problem/problem.ts';
import type { SyncStatus } from '../workspace.ts';
import { leftOf, type NumberShell, openNumberStock } from './number-stock.ts';

const series = { year: 2026, symbol: 'BB-VPHC' };

/** A shell that holds numbers as the real one does, and a server that can be met. */
function laptop(left: number) {
  const heard: string[] = [];
  let held: HeldNumbers[] = left > 0 ? [{ ...series, left }] : [];
  let isAway = false;
  /** So many come before the network goes in the middle. */
  let cutAfter = 0;
  const answers = {
    'numbers.held': () => held,
    'numbers.take': () => {
      const before = leftOf(held, series);
      if (before === 0) throw new ProblemError('numbers.none');
      held = [{ ...series, left: before - 1 }];
      return { number: 21 - before };
    },
    'numbers.contact': () => {
      if (isAway) throw new ProblemError('server.away');
      if (cutAfter > 0) {
        held = [{ ...series, left: cutAfter }];
        throw new ProblemError('server.away');
      }
      held = [{ ...series, left: Math.max(20, leftOf(held, series)) }];
      return held;
    },
    'numbers.giveBack': () => {
      held = [{ ...series, left: 0 }];
      return null;
    },
  };
  const status$ = new BehaviorSubject({ state: 'offline' } as SyncStatus);
  const shell = {
    async call(name: keyof typeof answers) {
      heard.push(name);
      return answers[name]();
    },
  } as unknown as NumberShell;
  const stock = openNumberStock({ workspace: { sync: { status$ } as never }, shell, wanted: async () => [series] });
  const settled = async () => {
    for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
  };
  return {
    heard,
    stock,
    settled,
    lose: () => {
      isAway = true;
    },
    cut: (after: number) => {
      cutAfter = after;
    },
    meet: (state: SyncStatus['state'] = 'upToDate') => {
      status$.next({ ...status$.value, state });
      return settled();
    },
    left: () => {
      let now: readonly HeldNumbers[] | null = null;
      stock.held$.subscribe((each) => {
        now = each;
      });
      return leftOf(now, series);
    },
  };
}

describe('the numbers of a laptop', () => {
  it('are known without the server, and filled up each time it is met', async () => {
    const { heard, settled, meet, left } = laptop(3);
    await settled();
    expect([heard, left()]).toEqual([['numbers.held'], 3]);
    await meet();
    expect([heard.at(-1), left()]).toEqual(['numbers.contact', 20]);
    await meet('sending');
    await meet();
    expect(heard.filter((name) => name === 'numbers.contact')).toHaveLength(2);
  });

  it('are filled up when few are left', async () => {
    const { heard, stock, settled, left } = laptop(6);
    await stock.take({ ...series, documentId: 'a', typed: [] });
    expect([heard.includes('numbers.contact'), left()]).toEqual([false, 5]);
    await stock.take({ ...series, documentId: 'b', typed: [] });
    await settled();
    expect([heard.includes('numbers.contact'), left()]).toEqual([true, 20]);
  });

  it('are known as far as they came when the network goes in the middle', async () => {
    const one = laptop(0);
    one.cut(7);
    await one.meet();
    expect(one.left()).toBe(7);
  });

  it('run out with a problem of their own; that the server is away is none', async () => {
    const { stock, settled, meet, lose, left } = laptop(1);
    lose();
    await meet();
    expect(await stock.take({ ...series, documentId: 'a', typed: [] })).toBe(20);
    await settled();
    const thrown = await stock.take({ ...series, documentId: 'b', typed: [] }).catch(problemOf);
    expect([thrown, left()]).toEqual([{ code: 'numbers.none' }, 0]);
    expect(await stock.fill().catch(problemOf)).toEqual({ code: 'server.away' });
  });

  it('are given up where they are not needed', async () => {
    const { stock, left } = laptop(9);
    await stock.giveBack(series, 'hết chuyến');
    expect(left()).toBe(0);
  });
});

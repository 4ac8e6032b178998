import { describe, expect, it } from 'vitest';
import { bringBack } from './bring-back.ts';

/** A server that has lost some of what it is asked about, and takes of what is given what `take` answers, time after time. */
function server(lost: readonly string[], take: (given: readonly string[], time: number) => readonly string[]) {
  const missing = new Set(lost);
  let times = 0;
  return {
    missing,
    get times() {
      return times;
    },
    lostOf: async (told: readonly string[]) => told.flatMap((each, at) => (missing.has(each) ? [at] : [])),
    give: async (given: readonly string[]) => {
      for (const each of take(given, times)) missing.delete(each);
      times += 1;
    },
  };
}

describe('what a server has lost', () => {
  it('is given to it, and no more is asked for', async () => {
    const all = server(['b', 'c'], (given) => given);
    await bringBack(['a', 'b', 'c'], all.lostOf, all.give);
    expect([all.missing.size, all.times]).toEqual([0, 1]);
    const none = server([], (given) => given);
    await bringBack(['a'], none.lostOf, none.give);
    expect(none.times).toBe(0);
  });

  it('is given once more where another laptop has overtaken all of it', async () => {
    const overtaken = server(['a', 'b'], (given, time) => (time === 0 ? [] : given));
    await bringBack(['a', 'b'], overtaken.lostOf, overtaken.give);
    expect([overtaken.missing.size, overtaken.times]).toEqual([0, 2]);
  });

  it('is given piece by piece, however many times that takes', async () => {
    const slow = server(['a', 'b', 'c', 'd'], (given) => given.slice(0, 1));
    await bringBack(['a', 'b', 'c', 'd'], slow.lostOf, slow.give);
    expect([slow.missing.size, slow.times]).toEqual([0, 4]);
  });

  it('stops when it is not taken', async () => {
    const closed = server(['a'], () => []);
    await expect(bringBack(['a', 'b'], closed.lostOf, closed.give)).rejects.toMatchObject({ code: 'server.restored' });
    expect(closed.times).toBe(2);
  });
});

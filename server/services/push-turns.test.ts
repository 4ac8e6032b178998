import { describe, expect, it } from 'vitest';
import { ProblemError } from '../../shared/problem/problem.ts';
import { PushTurns } from './push-turns.ts';

/** Pushes that are under way until they are let go, in the order in which they began. */
function stage() {
  const turns = new PushTurns();
  const began: string[] = [];
  const ends = new Map<string, () => void>();
  const push = (personId: string, name: string) =>
    turns.run(personId, async () => {
      began.push(name);
      await new Promise<void>((resolve) => ends.set(name, resolve));
      if (name.endsWith('!')) throw new ProblemError('internal');
      return name;
    });
  return { began, push, end: (name: string) => ends.get(name)?.() };
}

describe('pushes of one person', () => {
  it('are stored two at a time, in their order, whatever becomes of the one before', async () => {
    const { began, push, end } = stage();
    const pushed = ['a!', 'b', 'c', 'd'].map((name) => push('an', name));
    expect(began).toEqual(['a!', 'b']);
    end('a!');
    await expect(pushed[0]).rejects.toThrow('internal');
    expect(began).toEqual(['a!', 'b', 'c']);
    end('c');
    expect(await pushed[2]).toBe('c');
    expect(began).toEqual(['a!', 'b', 'c', 'd']);
  });

  it('keep nobody else waiting', async () => {
    const { began, push, end } = stage();
    for (const name of ['a', 'b', 'c']) void push('an', name);
    const other = push('binh', 'x');
    expect(began).toEqual(['a', 'b', 'x']);
    end('x');
    expect(await other).toBe('x');
  });

  it('are refused for the moment when too many wait, and go on after that', async () => {
    const { push, end } = stage();
    const pushed = Array.from({ length: 27 }, (_, nth) => push('an', `${nth}`));
    await expect(pushed[26]).rejects.toMatchObject({ code: 'rate.limited', details: { retryAfterSeconds: 1 } });
    for (let nth = 0; nth < 26; nth++) {
      end(`${nth}`);
      expect(await pushed[nth]).toBe(`${nth}`);
    }
    const later = push('an', 'later');
    end('later');
    expect(await later).toBe('later');
  });
});

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DelayedSave } from './delayed-save.ts';
import { savePending } from './pending-saves.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A save that ends when told to, and what was asked of it. */
function slowDisk() {
  const saved: string[] = [];
  const ended: unknown[] = [];
  let answer: ((thrown?: unknown) => void) | null = null;
  const delayed = new DelayedSave<string>({
    save: (value) =>
      new Promise<void>((resolve, reject) => {
        saved.push(value);
        answer = (thrown) => (thrown ? reject(thrown) : resolve());
      }),
    onSaved: (_, thrown) => ended.push(thrown),
  });
  const end = async (thrown?: unknown) => {
    answer?.(thrown);
    await vi.advanceTimersByTimeAsync(0);
  };
  return { saved, ended, delayed, end };
}

describe('a delayed save', () => {
  it('waits for a pause in the typing', async () => {
    const { delayed, saved, end } = slowDisk();
    for (const text of ['m', 'mộ', 'một']) {
      delayed.set(text);
      await vi.advanceTimersByTimeAsync(100);
    }
    expect(saved).toEqual([]);
    await vi.advanceTimersByTimeAsync(150);
    expect(saved).toEqual(['một']);
    await end();
  });

  it('does not wait longer than a second for somebody who never pauses', async () => {
    const { delayed, saved, end } = slowDisk();
    for (let key = 0; key < 12; key++) {
      delayed.set(`${key}`);
      await vi.advanceTimersByTimeAsync(100);
    }
    expect(saved).toHaveLength(1);
    await end();
    await vi.advanceTimersByTimeAsync(250);
    await end();
    expect(saved.at(-1)).toBe('11');
    expect(delayed.isPending).toBe(false);
  });

  it('saves one at a time, and then the newest', async () => {
    const { delayed, saved, end } = slowDisk();
    delayed.set('a');
    await vi.advanceTimersByTimeAsync(250);
    delayed.set('b');
    await vi.advanceTimersByTimeAsync(250);
    delayed.set('c');
    await vi.advanceTimersByTimeAsync(250);
    expect(saved).toEqual(['a']);
    await end();
    await vi.advanceTimersByTimeAsync(0);
    expect(saved).toEqual(['a', 'c']);
    await end();
    expect(delayed.isPending).toBe(false);
  });

  it('keeps what could not be saved, and tries it again', async () => {
    const { delayed, saved, ended, end } = slowDisk();
    delayed.set('a');
    void delayed.flush();
    await end(new Error('disk full'));
    expect(ended).toEqual([new Error('disk full')]);
    expect(delayed.isPending).toBe(true);
    void delayed.flush();
    await vi.advanceTimersByTimeAsync(0);
    await end();
    expect(saved).toEqual(['a', 'a']);
    expect(delayed.isPending).toBe(false);
  });

  it('is asked for before the vault is shut', async () => {
    const saved: string[] = [];
    const delayed = new DelayedSave<string>({ save: async (value) => saved.push(value), onSaved: () => {} });
    delayed.set('not yet saved');
    await savePending();
    expect(saved).toEqual(['not yet saved']);
  });
});

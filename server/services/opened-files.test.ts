import { describe, expect, it } from 'vitest';
import { OpenedFiles } from './opened-files.ts';

const gone = async () => null;

describe('files that are opened', () => {
  it('are opened once for all who ask meanwhile, and what came of them is told for ten minutes once they are gone', async () => {
    let now = 0;
    let times = 0;
    const files = new OpenedFiles<number>(() => now);
    const open = async () => ++times;
    expect(await Promise.all([files.open('file', open), files.open('file', open)])).toEqual([1, 1]);
    now = 10 * 60_000 - 1;
    expect([await files.open('file', gone), await files.open('other', gone)]).toEqual([1, null]);
    now += 1;
    expect(await files.open('file', gone)).toBe(null);
  });

  it('are judged anew where they come again, and nothing is kept of what went wrong', async () => {
    let times = 0;
    const files = new OpenedFiles<number>(() => 0);
    const open = async () => ++times;
    await expect(files.open('file', () => Promise.reject(new Error('away')))).rejects.toThrow('away');
    expect(await files.open('file', gone)).toBe(null);
    expect([await files.open('file', open), await files.open('file', open), await files.open('file', gone)]).toEqual([
      1, 2, 2,
    ]);
  });
});

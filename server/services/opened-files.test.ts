import { describe, expect, it } from 'vitest';
import { OpenedFiles } from './opened-files.ts';

describe('files that are opened once', () => {
  it('tell the answer again for ten minutes, and are opened anew after that', async () => {
    let [now, times] = [0, 0];
    const files = new OpenedFiles<number>(() => now);
    const open = () =>
      files.open(
        'file',
        async () => ++times,
        () => true,
      );
    expect(await Promise.all([open(), open()])).toEqual([1, 1]);
    now = 10 * 60_000 - 1;
    expect([files.has('file'), await open()]).toEqual([true, 1]);
    now += 1;
    expect([files.has('file'), await open()]).toEqual([false, 2]);
  });

  it('keep nothing that may come out otherwise, nor what went wrong', async () => {
    let times = 0;
    const files = new OpenedFiles<number>(() => 0);
    const open = () =>
      files.open(
        'file',
        async () => ++times,
        (answer) => answer > 1,
      );
    await expect(
      files.open(
        'file',
        () => Promise.reject(new Error('away')),
        () => true,
      ),
    ).rejects.toThrow('away');
    expect([await open(), files.has('file'), await open(), await open()]).toEqual([1, false, 2, 2]);
  });
});

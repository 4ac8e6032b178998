import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { prepareOnce } from './prepare-once.ts';

let cache = '';

beforeEach(async () => {
  cache = await mkdtemp(path.join(tmpdir(), 'minh-tra-cache-'));
});
afterEach(() => rm(cache, { recursive: true }));

describe('preparing a folder once', () => {
  it('is done by one of many who ask at once', async () => {
    let times = 0;
    const folder = path.join(cache, 'runtime');
    const prepare = async (draft: string) => {
      times += 1;
      await writeFile(path.join(draft, 'whole'), 'yes');
    };
    await Promise.all(Array.from({ length: 5 }, () => prepareOnce(folder, prepare)));
    expect(times).toBe(1);
    expect(await readFile(path.join(folder, 'whole'), 'utf8')).toBe('yes');
  });

  it('leaves nothing when it fails, and can be tried again', async () => {
    const folder = path.join(cache, 'runtime');
    await expect(prepareOnce(folder, () => Promise.reject(new Error('no network')))).rejects.toThrow('no network');
    expect(await readdir(cache)).toEqual([]);
    await prepareOnce(folder, (draft) => writeFile(path.join(draft, 'whole'), 'yes'));
    expect(await readdir(folder)).toEqual(['whole']);
  });

  it('clears what a killed process left of the same folder, and of no other', async () => {
    await mkdir(path.join(cache, '.draft-runtime-killed'));
    await mkdir(path.join(cache, '.draft-sqlite-at-work'));
    await prepareOnce(path.join(cache, 'runtime'), async () => {});
    expect((await readdir(cache)).sort()).toEqual(['.draft-sqlite-at-work', 'runtime']);
  });
});

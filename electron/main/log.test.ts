import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ProblemError } from '../../shared/problem/problem.ts';
import { openLog } from './log.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'minh-tra-log-'));
});

afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

describe('the log', () => {
  it('writes a line for each event, with codes and without texts', async () => {
    const log = openLog(folder);
    log.note('start', { demonstration: true });
    log.failure('unlock', new ProblemError('pin.wrong', { triesLeft: 3 }, { cause: new Error('Nguyễn Văn A') }));
    log.failure('unlock', new TypeError('Nguyễn Văn A'));
    await log.settled();
    const text = await readFile(path.join(folder, 'minh-tra.log'), 'utf8');
    const lines = text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines).toMatchObject([
      { event: 'start', demonstration: true },
      { event: 'unlock', code: 'pin.wrong', kind: 'ProblemError' },
      { event: 'unlock', code: 'internal', kind: 'TypeError' },
    ]);
    expect(text).not.toContain('Nguyễn');
  });

  it('keeps four files of a limited size', async () => {
    const log = openLog(folder, 1_000);
    for (let count = 0; count < 400; count += 1) log.note('event', { count });
    await log.settled();
    const names = await readdir(folder);
    expect(names.sort()).toEqual(['minh-tra.log', 'minh-tra.log.1', 'minh-tra.log.2', 'minh-tra.log.3']);
    for (const name of names) expect((await stat(path.join(folder, name))).size).toBeLessThan(1_200);
  });
});

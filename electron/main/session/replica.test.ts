import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openReplica } from './replica.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'minh-tra-replica-'));
});

afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

const mark = (commits: number) => ({ fileId: 'file-1', commits });

describe('a replica', () => {
  it('keeps its id and the last acknowledged commit', async () => {
    const first = await openReplica(folder);
    for (let commit = 1; commit <= 50; commit += 1) first.acknowledge(mark(commit));
    first.acknowledge(mark(7));
    await first.settled();
    const second = await openReplica(folder);
    expect([second.id, second.mark]).toEqual([first.id, mark(50)]);
  });

  it('keeps the first epoch of a server that it meets, until its file is an empty one', async () => {
    const first = await openReplica(folder);
    expect(first.epoch).toBeNull();
    first.meet('before');
    first.meet('after');
    await first.settled();
    const second = await openReplica(folder);
    expect(second.epoch).toBe('before');
    await second.renew(mark(3), false);
    expect((await openReplica(folder)).epoch).toBe('before');
    await second.renew(null, true);
    expect((await openReplica(folder)).epoch).toBeNull();
  });

  it('has another id once it is renewed', async () => {
    const first = await openReplica(folder);
    const { id } = first;
    first.acknowledge(mark(9));
    await first.renew(null, true);
    const second = await openReplica(folder);
    expect(second.id).not.toBe(id);
    expect(second.mark).toBeNull();
  });

  it('begins anew when its file is damaged', async () => {
    const { id } = await openReplica(folder);
    await writeFile(path.join(folder, 'replica.json'), '{');
    expect((await openReplica(folder)).id).not.toBe(id);
    expect(await readFile(path.join(folder, 'replica.json'), 'utf8')).not.toBe('{');
  });
});

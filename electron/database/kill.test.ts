import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { WireSelector } from '../../shared/storage/contract.ts';
import { Engine } from './engine.ts';
import { openTable } from './testing/engines.ts';
import { humanSchema } from './testing/human-schema.ts';
import { scratchDirectory, testKey } from './testing/scratch.ts';

const kills = Number(process.env.STORAGE_KILLS ?? 20);
const saver = new URL('./testing/save-until-killed.fixture.ts', import.meta.url);

function startSaving(file: string, round: number): ChildProcess {
  return fork(saver, [file, testKey, String(round)], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
}

/** Lets it save for a while, then kills it between two instructions. What it has acknowledged by then. */
async function saveUntilKilled(file: string, round: number, afterSaves: number): Promise<Map<string, string>> {
  const saving = startSaving(file, round);
  const acknowledged = new Map<string, string>();
  saving.on('message', ([id, rev]: [string, string]) => {
    acknowledged.set(id, rev);
    if (acknowledged.size === afterSaves) saving.kill('SIGKILL');
  });
  const [code, signal] = await once(saving, 'close');
  expect({ code, signal }).toEqual({ code: null, signal: 'SIGKILL' });
  return acknowledged;
}

describe('a process killed while it saves', () => {
  it(`leaves every acknowledged save, ${kills} times over one file`, async () => {
    const file = join(scratchDirectory(), 'test.db');
    const all = new Map<string, string>();
    for (let round = 0; round < kills; round++) {
      const acknowledged = await saveUntilKilled(file, round, 1 + ((round * 37) % 160));
      for (const [id, rev] of acknowledged) all.set(id, rev);
      // Opening checks the file as a whole, since it was not closed in order.
      const engine = Engine.open({ file, keyHex: testKey });
      const instance = openTable(engine, humanSchema, { searchFields: ['name'], elementFields: ['friends.id'] });
      const found = engine.find({ instance, ids: [...all.keys()], withDeleted: true });
      const stored = found.map((json): { id: string; _rev: string } => JSON.parse(json));
      expect(stored.length).toBe(all.size);
      // A later revision may have been saved, and not yet acknowledged.
      for (const { id, _rev } of stored)
        expect(Number.parseInt(_rev, 10)).toBeGreaterThanOrEqual(Number.parseInt(all.get(id) ?? '', 10));
      const [newest] = acknowledged.keys();
      expect(engine.search({ instance, text: `${newest} bien ban`, limit: 3 }).ids).toContain(newest);
      const count = (selector: WireSelector) =>
        engine.count({
          instance,
          query: { selector: { ...selector, _deleted: false }, sort: [], skip: 0, limit: null },
        });
      for (const height of [1, 2]) {
        const befriended = { friends: { $elemMatch: { id: `friend-${height}` } } };
        expect(count(befriended)).toBe(count({ _rev: { $regex: `^${height}-` } }));
      }
      engine.close();
    }
    expect(all.size).toBeGreaterThan(kills);
  }, 300_000);

  it('leaves no lock: the file opens at once', async () => {
    const file = join(scratchDirectory(), 'test.db');
    await saveUntilKilled(file, 0, 3);
    Engine.open({ file, keyHex: testKey }).close();
  });
});

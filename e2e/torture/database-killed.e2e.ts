import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { Engine } from '../../electron/database/engine.ts';
import { openTable } from '../../electron/database/testing/engines.ts';
import { humanSchema } from '../../electron/database/testing/human-schema.ts';
import { scratchDirectory, testKey } from '../../electron/database/testing/scratch.ts';
import type { WireSelector } from '../../shared/storage/contract.ts';
import { scenario } from './scenario.ts';

const saver = new URL('../../electron/database/testing/save-until-killed.fixture.ts', import.meta.url);
const mostSaves = 160;

function startSaving(file: string, round: number): ChildProcess {
  return fork(saver, [file, testKey, String(round)], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
}

/** Lets it save for a while, then kills it between two instructions. Ids and revisions that it has acknowledged by then. */
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

const heightOf = (revision: string): number => Number.parseInt(revision, 10);

interface Found {
  readonly lost: string[];
  readonly diverged: string[];
}

/** Opens the file, which checks it as a whole, and looks for all that was acknowledged; the newest also by its words. */
function lookInto(file: string, all: ReadonlyMap<string, string>, newest: string): Found {
  const engine = Engine.open({ file, keyHex: testKey });
  try {
    const instance = openTable(engine, humanSchema, { searchFields: ['name'], elementFields: ['friends.id'] });
    const texts = engine.find({ instance, ids: [...all.keys()], withDeleted: true });
    const documents = texts.map((json): { id: string; _rev: string } => JSON.parse(json));
    const stored = new Map(documents.map(({ id, _rev }) => [id, _rev]));
    // A later revision may have been saved, and not yet acknowledged.
    const isThere = ([id, revision]: [string, string]) => heightOf(stored.get(id) ?? '0') >= heightOf(revision);
    const lost = [...all].filter((each) => !isThere(each)).map(([id]) => id);
    if (!engine.search({ instance, text: `${newest} bien ban`, limit: 3 }).ids.includes(newest)) lost.push(newest);
    const count = (selector: WireSelector) =>
      engine.count({ instance, query: { selector: { ...selector, _deleted: false }, sort: [], skip: 0, limit: null } });
    const diverged = [1, 2].filter(
      (height) =>
        count({ friends: { $elemMatch: { id: `friend-${height}` } } }) !== count({ _rev: { $regex: `^${height}-` } }),
    );
    return { lost, diverged: diverged.map((height) => `list index of revision ${height}`) };
  } finally {
    engine.close();
  }
}

// The database process is killed at a random moment while it saves, again and again over one file.
scenario('database killed', { ci: 20, full: 200, roundMs: 15_000 }, async ({ rounds, random, note }) => {
  const file = join(scratchDirectory(), 'test.db');
  const all = new Map<string, string>();
  const found: Found = { lost: [], diverged: [] };
  for (let round = 0; round < rounds; round++) {
    const afterSaves = random.between(1, mostSaves);
    const acknowledged = await saveUntilKilled(file, round, afterSaves);
    note(`killed after ${afterSaves} saves of round ${round}`);
    for (const [id, revision] of acknowledged) all.set(id, revision);
    const { lost, diverged } = lookInto(file, all, [...acknowledged.keys()][0] ?? '');
    found.lost.push(...lost);
    found.diverged.push(...diverged);
  }
  return { acknowledged: all.size, doubled: [], ...found };
});

it('a killed process leaves no lock: the file opens at once', async () => {
  const file = join(scratchDirectory(), 'test.db');
  const acknowledged = await saveUntilKilled(file, 0, 3);
  expect(lookInto(file, acknowledged, [...acknowledged.keys()][0] ?? '')).toEqual({ lost: [], diverged: [] });
});

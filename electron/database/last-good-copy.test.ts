import { copyFileSync, linkSync, readdirSync, renameSync, rmSync, utimesSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Engine } from './engine.ts';
import type { CommitMark } from './file-state.ts';
import { copyPathOf, setAside } from './last-good-copy.ts';
import { openTable } from './testing/engines.ts';
import { filledFile, saveHumans } from './testing/filled-file.ts';
import { humanSchema } from './testing/human-schema.ts';
import { scratchDirectory, testKey } from './testing/scratch.ts';

vi.mock('node:fs', async (actual) => {
  const fs = await actual<typeof import('node:fs')>();
  return { ...fs, linkSync: vi.fn(fs.linkSync) };
});

let file: string;
const day = 86_400_000;
const firstDay = Date.UTC(2026, 10, 1);

const open = (lastMark?: CommitMark) => Engine.open({ file, keyHex: testKey, ...(lastMark && { lastMark }) });
const tableOf = (engine: Engine) => openTable(engine, humanSchema, { searchFields: ['name'] });
const keptAside = () =>
  readdirSync(dirname(file))
    .filter((name) => name.startsWith(`${basename(file)}.good.aside-`))
    .sort();

/** How many of the first 1,100 humans a file holds; looked at in a place of its own. */
function countIn(path: string): number {
  const looked = join(scratchDirectory(), 'looked.db');
  copyFileSync(path, looked);
  const engine = Engine.open({ file: looked, keyHex: testKey });
  const ids = Array.from({ length: 1_100 }, (_, at) => `h${at}`);
  const found = engine.find({ instance: tableOf(engine), ids, withDeleted: true });
  engine.close();
  return found.length;
}

/** Writes the good copy anew, as on that day. */
function writeCopy(engine: Engine, dayNumber: number): void {
  engine.writeCopy();
  const at = new Date(firstDay + dayNumber * day);
  utimesSync(copyPathOf(file), at, at);
}

beforeEach(async () => {
  file = await filledFile();
  const engine = open();
  writeCopy(engine, 0);
  engine.close();
});

describe('the last good copy of a file that was put aside for a new download', () => {
  it('is kept when the new file has a copy of its own', () => {
    setAside(file, new Date());
    const engine = open();
    writeCopy(engine, 1);
    engine.close();
    expect(countIn(copyPathOf(file))).toBe(0);
    expect(keptAside()).toEqual([`${basename(file)}.good.aside-2026-11-01T00-00-00-000Z`]);
    expect(countIn(join(dirname(file), keptAside()[0] ?? ''))).toBe(1_000);
  });

  it('is kept on a disk that has no hard links', () => {
    vi.mocked(linkSync).mockImplementationOnce(() => {
      throw Object.assign(new Error('no links'), { code: 'EPERM' });
    });
    setAside(file, new Date());
    open().close();
    expect(countIn(join(dirname(file), keptAside()[0] ?? ''))).toBe(1_000);
  });

  it('put in the place of the file, is opened with all that it holds', () => {
    const before = open();
    const { mark } = before;
    before.close();
    setAside(file, new Date());
    open().close();
    copyFileSync(join(dirname(file), keptAside()[0] ?? ''), file);
    const engine = open({ ...mark, fileId: 'the new file' });
    expect(engine.isRolledBack).toBe(true);
    engine.close();
    expect(countIn(file)).toBe(1_000);
  });
});

describe('the last good copy of a file in whose place an older one was put', () => {
  it('is kept from the opening on that finds it, and stands for a repair until there is a newer one', async () => {
    const older = join(scratchDirectory(), 'older.db');
    copyFileSync(file, older);
    const before = open();
    await saveHumans(before, tableOf(before), 1_000, 1_100);
    writeCopy(before, 1);
    const { mark } = before;
    before.close();
    renameSync(older, file);
    const found = open(mark);
    expect(found.isRolledBack).toBe(true);
    const { mark: olderMark } = found;
    found.close();
    expect(countIn(copyPathOf(file))).toBe(1_100);
    const again = open(olderMark);
    expect(again.isRolledBack).toBe(false);
    writeCopy(again, 2);
    again.close();
    expect(countIn(copyPathOf(file))).toBe(1_000);
    expect(countIn(join(dirname(file), keptAside().at(-1) ?? ''))).toBe(1_100);
  });

  it('is none where there was no copy', () => {
    rmSync(copyPathOf(file));
    const engine = open({ fileId: 'another', commits: 1 });
    expect(engine.isRolledBack).toBe(true);
    engine.close();
    expect(keptAside()).toEqual([]);
  });
});

it('no more than three copies are kept aside, the youngest, each once', () => {
  for (let dayNumber = 1; dayNumber < 6; dayNumber += 1) {
    setAside(file, new Date());
    setAside(file, new Date());
    const engine = open();
    writeCopy(engine, dayNumber);
    engine.close();
  }
  expect(keptAside().map((name) => name.slice(-24, -14))).toEqual(['2026-11-03', '2026-11-04', '2026-11-05']);
});

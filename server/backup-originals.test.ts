import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { copyOriginals, originalsBeside } from './backup-originals.ts';
import { takeFolder } from './postgres/exclusive-folder.ts';

let scratch: string;
let from: string;
let to: string;

beforeEach(() => {
  scratch = mkdtempSync(path.join(tmpdir(), 'minh-tra-originals-'));
  [from, to] = [path.join(scratch, 'server'), path.join(scratch, 'backups', 'evidence')];
});
afterEach(() => rmSync(scratch, { recursive: true, force: true }));

/** Puts an original where the server has it; `bytes` other than what `named` has are damage. */
function original(unit: string, named: Buffer, bytes = named): string {
  const sha256 = createHash('sha256').update(named).digest('hex');
  const place = path.join(unit, sha256.slice(0, 2), sha256);
  mkdirSync(path.dirname(path.join(from, place)), { recursive: true });
  writeFileSync(path.join(from, place), bytes);
  return place;
}

const filesIn = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true }).filter((each) => each.isFile()).length;

describe('originals of evidence beside a backup', () => {
  it('are copied once each, and what is on its way is not', async () => {
    const [one, other] = [randomBytes(3_000), randomBytes(10)];
    const places = [original('song-mai', one), original('hoa-ban', other)];
    for (const passing of ['incoming', '.brought/song-mai/ab']) {
      mkdirSync(path.join(from, passing), { recursive: true });
      writeFileSync(path.join(from, passing, 'a'.repeat(64)), 'half');
    }
    expect(await copyOriginals(from, to)).toEqual({ copied: 2, sizeBytes: 3_010, damaged: [] });
    expect(places.map((place) => readFileSync(path.join(to, place)))).toEqual([one, other]);
    expect(filesIn(to)).toBe(2);
    const third = original('song-mai', randomBytes(5));
    const before = statSync(path.join(to, places[0] ?? '')).ino;
    expect(await copyOriginals(from, to)).toEqual({ copied: 1, sizeBytes: 5, damaged: [] });
    expect(statSync(path.join(to, third)).size).toBe(5);
    expect(statSync(path.join(to, places[0] ?? '')).ino).toBe(before);
  });

  it('take the place of a copy that was cut off, and are named where they are not what their name says', async () => {
    const whole = randomBytes(1_000);
    const place = original('song-mai', whole);
    const damaged = original('song-mai', randomBytes(20), randomBytes(20));
    mkdirSync(path.dirname(path.join(to, place)), { recursive: true });
    writeFileSync(path.join(to, `${place}.unfinished`), 'half');
    writeFileSync(path.join(to, place), whole.subarray(0, 10));
    expect(await copyOriginals(from, to)).toEqual({
      copied: 1,
      sizeBytes: 1_000,
      damaged: [path.join(from, damaged)],
    });
    expect(readFileSync(path.join(to, place))).toEqual(whole);
    expect(filesIn(to)).toBe(1);
  });

  it('are none where nothing was taken yet', async () => {
    expect(await copyOriginals(from, to)).toEqual({ copied: 0, sizeBytes: 0, damaged: [] });
  });

  it('are copied by one at a time, and never into themselves', async () => {
    original('song-mai', randomBytes(5));
    await expect(copyOriginals(from, path.join(from, 'evidence'))).rejects.toThrow('are in one another');
    await expect(copyOriginals(from, from)).rejects.toThrow('are in one another');
    const release = await takeFolder(to);
    await expect(copyOriginals(from, to)).rejects.toThrow('another backup');
    await release?.();
  });

  it('lie beside the backups of one place', () => {
    expect(originalsBeside(path.join('/backups', '2026-11-28'))).toBe(path.join('/backups', 'evidence'));
  });
});

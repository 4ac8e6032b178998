import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { destroyEverything, destroyKeys, finishDestruction } from './destruction.ts';

const an = 'a'.repeat(32);
const binh = 'b'.repeat(32);
const keys = [
  `${an}/vault.json`,
  `${an}/vault.copy.json`,
  // As a crash leaves a vault that was being written, and as one is put aside for a forgotten PIN.
  `${an}/vault.json.4711-3.new`,
  `${an}/aside/2026-11-01T00-00-00.000Z/vault.json`,
  `${binh}/vault.json`,
  `${binh}/vault.copy.json`,
];
const others = [`${an}/card.json`, `${an}/database/minh-tra.db`, `${binh}/profile.sealed`];

let root: string;

beforeEach(async () => {
  root = path.join(await mkdtemp(path.join(tmpdir(), 'minh-tra-destruction-')), 'people');
  for (const file of [...keys, ...others]) {
    await mkdir(path.dirname(path.join(root, file)), { recursive: true });
    await writeFile(path.join(root, file), `a wrap of ${file}`);
  }
});

afterEach(async () => {
  await rm(path.dirname(root), { recursive: true, force: true });
});

async function files(): Promise<string[]> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const found = entries.filter((entry) => entry.isFile());
  return found.map((entry) => path.relative(root, path.join(entry.parentPath, entry.name))).sort();
}

it('takes the keys of everybody, and nothing else before all of them are gone', async () => {
  await destroyKeys(root);
  expect(await files()).toEqual([...others, 'revoked'].sort());
});

it('takes all the rest, and leaves no mark', async () => {
  await destroyEverything(root);
  expect(await readdir(root)).toEqual([]);
});

describe('a start', () => {
  it('destroys nothing of its own accord', async () => {
    await finishDestruction(root);
    expect(await files()).toEqual([...keys, ...others].sort());
    expect(await readFile(path.join(root, keys[0] ?? ''), 'utf8')).toContain('a wrap');
  });

  it('on a laptop without people goes on', async () => {
    await finishDestruction(path.join(root, 'nowhere'));
  });

  it.each<[string, () => Promise<unknown>]>([
    ['was begun', async () => undefined],
    ['had taken some of the keys', () => rm(path.join(root, keys[0] ?? ''))],
    ['had overwritten a key that still has its name', () => writeFile(path.join(root, keys[4] ?? ''), '\0'.repeat(9))],
    ['had taken all of the keys', () => destroyKeys(root)],
    ['had deleted somebody', () => rm(path.join(root, an), { recursive: true })],
    [
      'had deleted everybody',
      () => Promise.all([an, binh].map((name) => rm(path.join(root, name), { recursive: true }))),
    ],
  ])('goes on where a power cut came when the destruction %s', async (_moment, happened) => {
    await writeFile(path.join(root, 'revoked'), '');
    await happened();
    await finishDestruction(root);
    expect(await readdir(root)).toEqual([]);
  });
});

import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hashInputs } from './input-hash.ts';

let root = '';
const hash = () => hashInputs(root, ['rooms', 'lock.json']);

beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'minh-tra-hash-'));
  await mkdir(path.join(root, 'rooms/inner'), { recursive: true });
  await writeFile(path.join(root, 'rooms/inner/a.ts'), 'a');
  await writeFile(path.join(root, 'lock.json'), '{}');
});
afterEach(() => rm(root, { recursive: true }));

describe('hash of the bundle inputs', () => {
  it('stays when nothing but a test or a note changed', async () => {
    const before = await hash();
    await writeFile(path.join(root, 'rooms/a.test.ts'), 'test');
    await writeFile(path.join(root, 'rooms/README.md'), 'note');
    await writeFile(path.join(root, 'elsewhere.ts'), 'not an input');
    expect(await hash()).toBe(before);
  });

  it.each([
    ['content', () => writeFile(path.join(root, 'rooms/inner/a.ts'), 'b')],
    ['name', () => rename(path.join(root, 'rooms/inner/a.ts'), path.join(root, 'rooms/inner/b.ts'))],
    ['a new file', () => writeFile(path.join(root, 'rooms/new.css'), '')],
    ['a file named by itself', () => writeFile(path.join(root, 'lock.json'), '{"changed":true}')],
  ])('changes with %s', async (_what, change) => {
    const before = await hash();
    await change();
    expect(await hash()).not.toBe(before);
  });
});

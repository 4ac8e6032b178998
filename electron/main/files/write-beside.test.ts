import { mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ProblemError } from '../../../shared/problem/problem.ts';
import { writeBeside } from './write-beside.ts';

let folder: string;
let file: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'minh-tra-beside-'));
  file = path.join(folder, 'out.zip');
  await writeFile(file, 'before');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('a file that a person asked for', () => {
  it('takes the place of another once it is whole', async () => {
    await writeBeside(file, (handle) => handle.writeFile('after'));
    expect(await readFile(file, 'utf8')).toBe('after');
    expect(await readdir(folder)).toEqual(['out.zip']);
  });

  it('leaves what was there when the disk is full, and nothing beside it', async () => {
    await symlink('/dev/full', `${file}.${process.pid}.new`);
    await expect(writeBeside(file, (handle) => handle.writeFile('after'))).rejects.toMatchObject({
      code: 'file.noRoom',
    });
    expect(await readFile(file, 'utf8')).toBe('before');
    expect(await readdir(folder)).toEqual(['out.zip']);
  });

  it('says when the place takes none, and lets problems of its making through', async () => {
    const nowhere = writeBeside(path.join(folder, 'none', 'out.zip'), async () => undefined);
    await expect(nowhere).rejects.toMatchObject({ code: 'file.refused' });
    const damaged = writeBeside(file, () => Promise.reject(new ProblemError('evidence.damaged')));
    await expect(damaged).rejects.toMatchObject({ code: 'evidence.damaged' });
    expect(await readdir(folder)).toEqual(['out.zip']);
  });
});

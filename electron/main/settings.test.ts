import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSettings } from './settings.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'minh-tra-settings-'));
});

afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

describe('settings', () => {
  it('are Vietnamese with the theme of the system at first', async () => {
    const { current } = await openSettings(folder);
    expect(current).toMatchObject({ language: 'vi', theme: 'auto', textSize: 100, lockAfterMinutes: 10 });
  });

  it('outlive a start', async () => {
    const settings = await openSettings(folder);
    await settings.write({ ...settings.current, language: 'en', textSize: 125 });
    expect((await openSettings(folder)).current).toMatchObject({ language: 'en', textSize: 125 });
  });

  it('of a later program keep what this one does not know', async () => {
    await writeFile(path.join(folder, 'settings.json'), '{"language":"en","contrast":"high"}');
    const settings = await openSettings(folder);
    await settings.write({ ...settings.current, textSize: 150 });
    const written = JSON.parse(await readFile(path.join(folder, 'settings.json'), 'utf8'));
    expect(written).toMatchObject({ language: 'en', contrast: 'high', textSize: 150 });
  });

  it('keep what is good of a file that is partly wrong, and open with a damaged one', async () => {
    await writeFile(path.join(folder, 'settings.json'), '{"language":"en","textSize":7,"unknown":true}');
    expect((await openSettings(folder)).current).toMatchObject({ language: 'en', textSize: 100 });
    await writeFile(path.join(folder, 'settings.json'), '{"langu');
    expect((await openSettings(folder)).current.language).toBe('vi');
  });
});

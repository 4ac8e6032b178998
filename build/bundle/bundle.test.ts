import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { bundleRenderer } from './bundle.ts';

it('bundles React as it is in production, whatever NODE_ENV says here', async () => {
  expect(process.env.NODE_ENV).toBe('test');
  const outDir = await mkdtemp(path.join(tmpdir(), 'minh-tra-bundle-'));
  try {
    await bundleRenderer(outDir);
    const scripts = (await readdir(path.join(outDir, 'assets'))).filter((name) => name.endsWith('.js'));
    const texts = await Promise.all(scripts.map((name) => readFile(path.join(outDir, 'assets', name), 'utf8')));
    expect(texts.length).toBeGreaterThan(5);
    expect(texts.filter((text) => text.includes('jsxDEV'))).toEqual([]);
  } finally {
    await rm(outDir, { recursive: true });
  }
});

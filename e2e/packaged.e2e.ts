import { expect } from 'vitest';
import { packageApplication } from '../build/package/package.ts';
import { test } from './test.ts';

test('the packaged program opens at its sign-in page', async ({ stage }) => {
  const { executablePath } = await packageApplication();
  const server = await stage.startServer();
  const { window } = await stage.openPackaged(executablePath, server.url);
  await window.waitForLoadState();
  expect(window.url()).toMatch(/^app:/);
  expect(await window.evaluate(() => 'process' in globalThis || 'require' in globalThis)).toBe(false);
});

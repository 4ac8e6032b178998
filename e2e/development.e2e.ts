import { onTestFinished } from 'vitest';
import { serveRenderer } from '../build/bundle/watch.ts';
import { Running } from '../build/system/running.ts';
import { test } from './test.ts';

test('while developing, the page comes from Vite alone, and hears of changes over its socket', async ({ stage }) => {
  const running = new Running();
  onTestFinished(() => running.stopAll());
  const rendererUrl = await serveRenderer(running);
  const server = await stage.startServer();
  const env = { MINH_TRA_RENDERER_URL: rendererUrl };
  const { window } = await stage.openApplication({ serverUrl: server.url, env });
  await window.getByRole('button', { name: /Nguyễn Thị An/ }).waitFor();
  const connected = window.waitForEvent('console', (message) => message.text().includes('[vite] connected'));
  await Promise.all([connected, window.reload()]);
});

import path from 'node:path';
import { context } from 'esbuild';
import { createServer } from 'vite';
import { freePort } from '../system/free-port.ts';
import type { Running } from '../system/running.ts';
import { electronParts } from './electron-parts.ts';

const usualVitePort = 5173;

/** Serves the renderer with hot replacement on loopback; answers its URL. */
export async function serveRenderer(running: Running): Promise<string> {
  const port = await freePort(usualVitePort);
  const server = await createServer({
    configFile: path.join(import.meta.dirname, 'vite.config.ts'),
    // The page itself comes under the application's own scheme, so its socket must be told where to go.
    server: { host: '127.0.0.1', port, strictPort: true, ws: { protocol: 'ws', host: '127.0.0.1', clientPort: port } },
    clearScreen: false,
    logLevel: 'warn',
  });
  await running.add(() => server.close());
  await server.listen();
  return `http://127.0.0.1:${port}`;
}

/** Bundles main, preload and database process at every change; `onBundled` is called after the first and each later one. */
export async function watchElectronParts(running: Running, onBundled: () => void): Promise<void> {
  const watching = await context({
    ...electronParts,
    plugins: [
      {
        name: 'tell-when-bundled',
        setup: (build) => build.onEnd(({ errors }) => (errors.length === 0 ? onBundled() : undefined)),
      },
    ],
  });
  await running.add(() => watching.dispose());
  await watching.watch();
}

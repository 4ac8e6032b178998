import { app, BrowserWindow, ipcMain, session } from 'electron';
import { silenceChromium } from '../../electron/main/network.ts';
import { answerPage, registerPageScheme } from '../../electron/main/page/app-protocol.ts';
import { pageOrigin } from '../../electron/main/page/content-policy.ts';
import { serverFetch } from '../../electron/main/server/server-fetch.ts';
import { serverSessions } from '../../electron/main/server/server-sessions.ts';
import { shellChannel } from '../window/shell.ts';
import { benchDatabases } from './databases.ts';
import { benchEvidence } from './evidence.ts';
import { benchFiles } from './files.ts';
import { forwardTo } from './forward-to.ts';

const folder = process.env.MINH_TRA_BENCH_FOLDER;
if (!folder) throw new Error('MINH_TRA_BENCH_FOLDER is not set');
app.setPath('userData', folder);
registerPageScheme();
silenceChromium();

/** A window of its own, with the product's database process and its way to the server behind it. */
async function run(dataFolder: string): Promise<void> {
  await app.whenReady();
  const server = forwardTo(serverFetch(serverSessions()));
  const none = async () => new Response(null, { status: 404 });
  answerPage(session.defaultSession, benchFiles(import.meta.dirname), (request) => server.answer(request), none);
  const window = new BrowserWindow({
    width: 1_000,
    height: 700,
    webPreferences: {
      preload: `${import.meta.dirname}/preload.cjs`,
      sandbox: true,
      contextIsolation: true,
      backgroundThrottling: false,
      // PouchDB's server is another origin: it is spared the questions that a browser would ask first.
      webSecurity: false,
    },
  });
  const databases = benchDatabases(dataFolder, window.webContents);
  const calls = { ...databases, ...benchEvidence(dataFolder, server.ask), reachServer: server.use };
  ipcMain.handle(shellChannel, (_event, name: keyof typeof calls, ...input: unknown[]) => {
    return (calls[name] as (...given: never[]) => unknown)(...(input as never[]));
  });
  app.on('window-all-closed', () => app.quit());
  await window.loadURL(`${pageOrigin}/bench.html`);
}

void run(folder);

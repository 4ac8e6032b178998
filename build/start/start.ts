import { once } from 'node:events';
import net from 'node:net';
import path from 'node:path';
import { bundle } from '../bundle/bundle.ts';
import { type ElectronRuntime, provideElectron } from '../electron-runtime/provide.ts';
import { type Application, canSandbox, startApplication } from '../programs/application.ts';
import { type CentralServer, startCentralServer } from '../programs/central-server.ts';
import { openDisplay } from '../system/display.ts';
import { tryLock } from '../system/lock.ts';
import { repositoryFolder } from '../system/repository.ts';
import { Running } from '../system/running.ts';
import { readStartOptions, startUsage } from './start-options.ts';
import { untilStopped } from './until-stopped.ts';

const startedAt = Number(process.env.MINH_TRA_STARTED_AT ?? Date.now());
const dataFolder = path.join(repositoryFolder, '.data');
const usualPort = 4780;

/** Everything that a person needs to see Minh Tra at work: central server, database, application. */
async function start(): Promise<number> {
  const options = readStartOptions(process.argv.slice(2));
  if (!options) {
    console.error(`Usage: ${startUsage}`);
    return 2;
  }
  if (!(await tryLock(dataFolder))) {
    console.error('Minh Tra is already running from this folder. Close it first.');
    return 1;
  }
  const running = new Running();
  const stopped = untilStopped();
  try {
    const opened = await Promise.race([open(running), stopped]);
    if (!opened) return 0;
    if (options.check) {
      console.log(JSON.stringify(summary(opened)));
      return 0;
    }
    console.error(`Minh Tra is open (server ${opened.server.url}). Ctrl+C stops it.`);
    return await untilClosed(opened, stopped);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return 1;
  } finally {
    await running.stopAll();
  }
}

interface Opened {
  runtime: ElectronRuntime;
  server: CentralServer;
  application: Application;
}

async function open(running: Running): Promise<Opened> {
  const serverStarting = startServer(running);
  // Waited for below; a failure of what comes before must not leave this one unhandled.
  serverStarting.catch(() => {});
  const [runtime] = await Promise.all([provideElectron(), bundle()]);
  if (runtime.kind === 'standIn') {
    console.error(`Electron ${runtime.electronVersion} stands in for the official one (development and tests only).`);
  }
  const display = await openDisplay(running);
  if (display.isVirtual) console.error('There is no display: the window opens on a virtual screen (Xvfb).');
  if (!(await canSandbox(runtime.executablePath))) {
    console.error("Chromium's own sandbox is off: it does not work for root or without user namespaces.");
  }
  const server = await serverStarting;
  const userDataFolder = path.join(dataFolder, 'app');
  const application = await startApplication(
    { runtime, display, serverUrl: server.url, userDataFolder, demonstration: true },
    running,
  );
  await application.ready;
  return { runtime, server, application };
}

async function startServer(running: Running): Promise<CentralServer> {
  const port = (await isFree(usualPort)) ? usualPort : 0;
  return startCentralServer({ dataFolder: path.join(dataFolder, 'server'), port, demonstration: true }, running);
}

async function untilClosed({ server, application }: Opened, stopped: Promise<void>): Promise<number> {
  const windowClosed = once(application.process, 'exit').then(([code]) => (code === 0 ? 'closed' : 'crashed'));
  const serverGone = once(server.process, 'exit').then(() => 'server gone');
  const end = await Promise.race([windowClosed, serverGone, stopped.then(() => 'asked')]);
  if (end === 'crashed') console.error(`The application ended by itself.\n${application.tail()}`);
  if (end === 'server gone') console.error(`The central server ended by itself; see ${dataFolder}/server/server.log`);
  return end === 'closed' || end === 'asked' ? 0 : 1;
}

function summary({ runtime, server }: Opened) {
  return {
    electron: runtime.electronVersion,
    chromium: runtime.chromium,
    node: runtime.node,
    postgres: server.postgres,
    serverUrl: server.url,
    startMs: Date.now() - startedAt,
  };
}

async function isFree(port: number): Promise<boolean> {
  const probe = net.createServer();
  const free = await new Promise<boolean>((resolve) => {
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => resolve(true));
  });
  probe.close();
  return free;
}

process.exit(await start());

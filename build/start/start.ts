import { once } from 'node:events';
import path from 'node:path';
import { bundle } from '../bundle/bundle.ts';
import type { ElectronRuntime } from '../electron-runtime/provide.ts';
import { type Application, startApplication } from '../programs/application.ts';
import { type CentralServer, startCentralServer } from '../programs/central-server.ts';
import { freePort } from '../system/free-port.ts';
import { Running } from '../system/running.ts';
import { dataFolder, takeDataFolder, usualServerPort } from './data-folder.ts';
import { openGround } from './open-ground.ts';
import { readStartOptions, startUsage } from './start-options.ts';
import { untilStopped } from './until-stopped.ts';

const startedAt = Number(process.env.MINH_TRA_STARTED_AT ?? Date.now());

interface Opened {
  runtime: ElectronRuntime;
  server: CentralServer;
  application: Application;
}

/** Everything that a person needs to see Minh Tra at work: central server, database, application. */
async function start(): Promise<number> {
  const options = readStartOptions(process.argv.slice(2));
  if (!options) {
    console.error(`Usage: ${startUsage}`);
    return 2;
  }
  if (!(await takeDataFolder())) return 1;
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

async function open(running: Running): Promise<Opened> {
  const serverStarting = startServer(running);
  // Waited for below; a failure of what comes before must not leave this one unhandled.
  serverStarting.catch(() => {});
  const [{ runtime, display }] = await Promise.all([openGround(running), bundle()]);
  const server = await serverStarting;
  const application = await startApplication(
    { runtime, display, serverUrl: server.url, userDataFolder: path.join(dataFolder, 'app'), demonstration: true },
    running,
  );
  await application.ready;
  return { runtime, server, application };
}

async function startServer(running: Running): Promise<CentralServer> {
  const port = await freePort(usualServerPort);
  return startCentralServer({ dataFolder: path.join(dataFolder, 'server'), port, demonstration: true }, running);
}

async function untilClosed({ server, application }: Opened, stopped: Promise<void>): Promise<number> {
  const windowClosed = once(application.process, 'exit').then(([code]) => (code === 0 ? 'closed' : 'crashed'));
  const serverGone = once(server.process, 'exit').then(() => 'server gone');
  const end = await Promise.race([windowClosed, serverGone, stopped.then(() => 'asked')]);
  if (end === 'crashed') console.error(`The application ended by itself.\n${application.tail()}`);
  if (end === 'server gone') console.error(`The central server ended by itself; see ${server.logFile}`);
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

process.exit(await start());

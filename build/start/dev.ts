import { once } from 'node:events';
import path from 'node:path';
import { serveRenderer, watchElectronParts } from '../bundle/watch.ts';
import { type Application, startApplication } from '../programs/application.ts';
import { startCentralServer } from '../programs/central-server.ts';
import { freePort } from '../system/free-port.ts';
import { Running } from '../system/running.ts';
import { dataFolder, takeDataFolder, usualServerPort } from './data-folder.ts';
import { openGround } from './open-ground.ts';
import { untilStopped } from './until-stopped.ts';

/** Like `npm start`, but the page follows every change at once, and a change of Electron's parts restarts the application. */
async function develop(running: Running): Promise<void> {
  const { runtime, display } = await openGround(running);
  const server = await startCentralServer(
    { dataFolder: path.join(dataFolder, 'server'), port: await freePort(usualServerPort), demonstration: true },
    running,
  );
  const options = {
    runtime,
    display,
    serverUrl: server.url,
    rendererUrl: await serveRenderer(running),
    userDataFolder: path.join(dataFolder, 'app'),
    demonstration: true,
    showOutput: true,
  };
  let current: Application | null = null;
  let turn = Promise.resolve();
  const restart = async () => {
    await current?.stop();
    current = await startApplication(options, running);
    console.error('The application is open; it restarts when electron/ or shared/ change.');
  };
  await watchElectronParts(running, () => {
    turn = turn.then(restart).catch((error: unknown) => console.error(error));
  });
  await once(server.process, 'exit');
  console.error(`The central server ended by itself; see ${server.logFile}`);
}

async function dev(): Promise<number> {
  if (!(await takeDataFolder())) return 1;
  const running = new Running();
  const stopped = untilStopped().then(() => 'asked');
  try {
    const end = await Promise.race([develop(running).then(() => 'server gone'), stopped]);
    return end === 'asked' ? 0 : 1;
  } finally {
    await running.stopAll();
  }
}

process.exit(await dev());

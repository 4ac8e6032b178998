import { once } from 'node:events';
import { bundle } from '../bundle/bundle.ts';
import { repositoryFolder } from '../system/repository.ts';
import { Running } from '../system/running.ts';
import { spawnTied } from '../system/spawn-tied.ts';
import { stopProcess } from '../system/stop-process.ts';
import { openGround } from './open-ground.ts';
import { untilStopped } from './until-stopped.ts';

/**
 * Runs a script of the repository, with the arguments we were given, once the runtime, the bundle and a screen are there.
 * The script finds its Electron in MINH_TRA_ELECTRON and its binding in MINH_TRA_NATIVE_BINDING. Answers its exit code.
 */
export async function runScript(script: string): Promise<number> {
  const running = new Running();
  const stopped = untilStopped().then(() => [0]);
  try {
    const [{ runtime, display }] = await Promise.all([openGround(running), bundle()]);
    const child = spawnTied(process.execPath, [script, ...process.argv.slice(2)], {
      cwd: repositoryFolder,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: {
        ...process.env,
        ...display.env,
        MINH_TRA_ELECTRON: runtime.executablePath,
        ...(runtime.nativeBindingPath ? { MINH_TRA_NATIVE_BINDING: runtime.nativeBindingPath } : {}),
      },
    });
    await running.add(() => stopProcess(child, 30_000));
    const [code] = await Promise.race([once(child, 'exit'), stopped]);
    return typeof code === 'number' ? code : 1;
  } finally {
    await running.stopAll();
  }
}

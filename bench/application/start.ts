import { once } from 'node:events';
import { applicationArguments, applicationEnvironment, chromiumSwitches } from '../../build/programs/application.ts';
import { repositoryFolder } from '../../build/system/repository.ts';
import type { Running } from '../../build/system/running.ts';
import { spawnTied } from '../../build/system/spawn-tied.ts';
import { stopProcess } from '../../build/system/stop-process.ts';
import { demonstrationPin } from '../../shared/demonstration.ts';
import { newBenchFolder } from '../bench-window.ts';
import { bareFolder } from '../bundle.ts';
import type { Ground } from '../ground.ts';
import { compared, interleaved, type Measurement } from '../measurement.ts';
import { median } from '../statistics.ts';
import { marksOfPage } from './devtools.ts';
import type { Laptop } from './laptop.ts';
import { bareClock, type Marks, programClock } from './page-clock.ts';

interface Program {
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly script: string;
}

const parts = [
  ['toFirstPaint', 'began', 'firstPaint'],
  ['toPin', 'began', 'canUnlock'],
  ['unlocking', 'canUnlock', 'unlocked'],
  ['toFirstRow', 'unlocked', 'firstRow'],
] as const;

/**
 * From spawning the program to the first painted row of its list, the PIN typed in no time and its key derived as always;
 * against the first paint of the smallest Electron window.
 */
export async function measureStart(
  { runtime, display }: Ground,
  laptop: Laptop,
  running: Running,
  rounds: number,
): Promise<Measurement[]> {
  const { serverUrl, userDataFolder } = laptop;
  const bareData = await newBenchFolder('bare', running);
  const switches = await chromiumSwitches(runtime.executablePath, display);
  const programs: Readonly<Record<'ours' | 'bare', Program>> = {
    ours: {
      args: await applicationArguments(runtime, display),
      env: applicationEnvironment({ runtime, display, serverUrl, userDataFolder, demonstration: true }),
      script: programClock(demonstrationPin),
    },
    bare: { args: [`--user-data-dir=${bareData}`, ...switches, bareFolder], env: process.env, script: bareClock },
  };
  const starts: (Marks & { began: number })[] = [];
  const samples = await interleaved('start.50k', rounds, ['ours', 'bare'], async (name, round) => {
    const marks = await startOnce(runtime.executablePath, programs[name]);
    if (name === 'ours' && round > 0) starts.push(marks);
    return (marks.firstRow ?? marks.firstPaint ?? Number.NaN) - marks.began;
  });
  const timed = compared('start.50k', 'ms', 'bare Electron window', samples);
  const pieces = parts.map(([name, from, to]): Measurement => {
    const ours = median(starts.map((marks) => (marks[to] ?? Number.NaN) - (marks[from] ?? Number.NaN)));
    return { ...timed, measure: `start.50k.${name}`, ours, peer: null, peerName: null, ratio: null };
  });
  return [timed, ...pieces];
}

async function startOnce(executable: string, { args, env, script }: Program): Promise<Marks & { began: number }> {
  const began = performance.timeOrigin + performance.now();
  const child = spawnTied(executable, ['--remote-debugging-port=0', ...args], {
    cwd: repositoryFolder,
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  try {
    const url = new Promise<string>((resolve) => {
      let told = '';
      child.stderr?.setEncoding('utf8').on('data', (text: string) => {
        told += text;
        const [, found] = /DevTools listening on (ws:\S+)/.exec(told) ?? [];
        if (found) resolve(found);
      });
    });
    const ended = once(child, 'exit').then(([code]) => {
      throw new Error(`the program ended (${code}) before it was ready`);
    });
    ended.catch(() => undefined);
    const marks = await Promise.race([url.then((devtools) => marksOfPage(devtools, script)), ended]);
    return { ...marks, began };
  } finally {
    await stopProcess(child, 20_000);
  }
}

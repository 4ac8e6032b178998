import { chmod } from 'node:fs/promises';
import path from 'node:path';
import { keepTail } from '../../build/programs/output-tail.ts';
import { repositoryFolder } from '../../build/system/repository.ts';
import type { Running } from '../../build/system/running.ts';
import { spawnTied } from '../../build/system/spawn-tied.ts';
import { stopProcess } from '../../build/system/stop-process.ts';
import { newBenchFolder } from '../bench-window.ts';
import { peersFolder } from '../peers.ts';
import type { ServerCommand, ServerWord } from './commands.ts';

export interface BenchServerProcess {
  readonly url: string;
  /** Resolves when the server has done it. */
  command(command: ServerCommand): Promise<void>;
}

/** Our central server on a PostgreSQL of its own; `reference`: with the program's reference data. */
export function startOurServer(running: Running, reference = false): Promise<BenchServerProcess> {
  const script = path.join(repositoryFolder, 'bench/server/server-process.ts');
  return start(script, running, { MINH_TRA_BENCH_REFERENCE: reference ? '1' : '0' });
}

export function startPouchServer(running: Running): Promise<BenchServerProcess> {
  return start(path.join(peersFolder, 'pouchdb-server.mjs'), running);
}

async function start(script: string, running: Running, env: NodeJS.ProcessEnv = {}): Promise<BenchServerProcess> {
  const folder = await newBenchFolder('server', running);
  // PostgreSQL, which is another user when we are root, must pass through.
  await chmod(folder, 0o711);
  const child = spawnTied(process.execPath, [script], {
    cwd: repositoryFolder,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: { ...process.env, ...env, MINH_TRA_BENCH_FOLDER: folder },
  });
  const tail = keepTail(child.stdout, child.stderr);
  await running.add(() => stopProcess(child, 30_000));
  const waiting = new Map<number, { done: () => void; failed: (thrown: Error) => void }>();
  const ended = () => new Error(`${path.basename(script)} ended\n${tail()}`);
  const url = await new Promise<string>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', () => {
      reject(ended());
      for (const { failed } of waiting.values()) failed(ended());
    });
    child.on('message', (word: ServerWord) => {
      if (word.type === 'ready') return resolve(word.url);
      const asked = waiting.get(word.id);
      waiting.delete(word.id);
      if (word.type === 'done') asked?.done();
      else asked?.failed(new Error(word.message));
    });
  });
  let last = 0;
  const command = (given: ServerCommand) =>
    new Promise<void>((done, failed) => {
      waiting.set(++last, { done, failed });
      child.send({ ...given, id: last });
    });
  return { url, command };
}

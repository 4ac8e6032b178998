import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';

const program = path.join(import.meta.dirname, '../main.ts');

/** The server as a process of its own, as it runs in earnest. */
export interface ServerProcess {
  readonly url: string;
  readonly postgres: string;
  readonly child: ChildProcess;
  /** Lines of its log so far. */
  readonly log: readonly string[];
  /** Ends it by a signal; answers its exit code, or null when a signal ended it. */
  end(signal: NodeJS.Signals): Promise<number | null>;
}

/** Starts `node server/main.ts` and waits until it listens; throws with its log when it ends before. */
export async function startServerProcess(env: Readonly<Record<string, string>>): Promise<ServerProcess> {
  const { child, log } = spawnServer(env);
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`the server ended with ${code}: ${log.join('\n')}`);
  });
  const [message] = (await Promise.race([once(child, 'message'), ended])) as [{ url: string; postgres: string }];
  ended.catch(() => undefined);
  return {
    ...message,
    child,
    log,
    async end(signal) {
      const exit = once(child, 'exit');
      child.kill(signal);
      const [code] = (await exit) as [number | null];
      return code;
    },
  };
}

/** Starts it and waits for its end: for starts that must fail. */
export async function runServerProcess(
  env: Readonly<Record<string, string>>,
): Promise<{ code: number | null; log: readonly string[] }> {
  const { child, log } = spawnServer(env);
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, log };
}

function spawnServer(env: Readonly<Record<string, string>>): { child: ChildProcess; log: string[] } {
  const log: string[] = [];
  const child = spawn(process.execPath, [program], {
    env: { PATH: process.env.PATH, PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  for (const input of [child.stdout, child.stderr]) {
    if (input) createInterface({ input }).on('line', (line) => line !== '' && log.push(line));
  }
  return { child, log };
}

import type { ChildProcess } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { repositoryFolder } from '../system/repository.ts';
import type { Running } from '../system/running.ts';
import { spawnTied } from '../system/spawn-tied.ts';
import { stopProcess } from '../system/stop-process.ts';
import { keepTail } from './output-tail.ts';

export interface CentralServer {
  url: string;
  /** Version of PostgreSQL. */
  postgres: string;
  process: ChildProcess;
  logFile: string;
  /** Stops the server, and with it the embedded database, cleanly. */
  stop(): Promise<void>;
}

export interface CentralServerOptions {
  dataFolder: string;
  /** 0 takes any free port. */
  port: number;
  demonstration: boolean;
  env?: NodeJS.ProcessEnv;
}

const startLimitMs = 120_000;
const stopPatienceMs = 30_000;

/**
 * Starts the central server as a child process on loopback and waits until it listens. Its log is in `dataFolder`.
 * `running` knows how to stop it from the first moment.
 */
export async function startCentralServer(options: CentralServerOptions, running: Running): Promise<CentralServer> {
  await mkdir(options.dataFolder, { recursive: true });
  const child = spawnTied(process.execPath, ['server/main.ts'], {
    cwd: repositoryFolder,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: {
      ...process.env,
      ...options.env,
      MINH_TRA_DATA_DIR: options.dataFolder,
      PORT: String(options.port),
      ...(options.demonstration ? { MINH_TRA_DEMO: '1' } : {}),
    },
  });
  const logFile = path.join(options.dataFolder, 'server.log');
  const log = createWriteStream(logFile, { flags: 'a' });
  child.stdout?.pipe(log, { end: false });
  child.stderr?.pipe(log, { end: false });
  child.once('close', () => log.end());
  const tail = keepTail(child.stdout, child.stderr);
  const stop = () => stopProcess(child, stopPatienceMs);
  await running.add(stop);
  return { ...(await readiness(child, tail)), process: child, logFile, stop };
}

function readiness(child: ChildProcess, tail: () => string): Promise<{ url: string; postgres: string }> {
  return new Promise((resolve, reject) => {
    const fail = (what: string) => reject(new Error(`The central server ${what}\n${tail()}`.trimEnd()));
    const timer = setTimeout(() => fail(`did not listen within ${startLimitMs / 1000} s`), startLimitMs);
    child.once('error', (error) => fail(`could not be started: ${error.message}`));
    const onExit = (code: number | null, signal: string | null) => {
      clearTimeout(timer);
      fail(`ended before it listened (${code ?? signal})`);
    };
    child.once('exit', onExit);
    child.on('message', (message) => {
      if (!isReady(message)) return;
      clearTimeout(timer);
      child.off('exit', onExit);
      resolve({ url: message.url, postgres: message.postgres });
    });
  });
}

function isReady(message: unknown): message is { type: 'ready'; url: string; postgres: string } {
  return (
    typeof message === 'object' &&
    message !== null &&
    'type' in message &&
    message.type === 'ready' &&
    'url' in message &&
    typeof message.url === 'string' &&
    'postgres' in message &&
    typeof message.postgres === 'string'
  );
}

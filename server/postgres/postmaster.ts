import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as passed } from 'node:timers/promises';
import { type LogLine, logSettings, type PostmasterLog, readLog } from './postmaster-log.ts';
import type { SystemUser } from './system-user.ts';

const startLimitMs = 60_000;
const stopLimitMs = 30_000;
const lastWordsMs = 1_000;

export interface PostmasterOptions {
  readonly program: string;
  readonly cluster: string;
  readonly user: SystemUser | undefined;
  readonly settings: Readonly<Record<string, string>>;
  /** Any free one of the loopback when absent. */
  readonly port?: number | undefined;
  /** Folder that is removed once the database has ended, however this process ends: for clusters made for one run. */
  readonly removeAfter?: string;
  /** Told what an operator should know of PostgreSQL's log; nobody when absent. */
  readonly tell?: ((line: LogLine) => void) | undefined;
}

export interface Postmaster {
  readonly port: number;
  /** Resolves with its last lines when the database process has ended, asked or not. */
  readonly ended: Promise<string>;
  stop(): Promise<void>;
}

/**
 * Starts `postgres` on the loopback and waits until it takes connections, however long it recovers; it ends with this process,
 * even when that is killed.
 */
export async function startPostmaster(options: PostmasterOptions): Promise<Postmaster> {
  const port = options.port ?? (await freePort());
  const fixed = { ...logSettings, listen_addresses: '127.0.0.1', unix_socket_directories: '' };
  const flags = Object.entries({ ...options.settings, ...fixed }).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ]);
  const child = spawn(options.program, ['-D', options.cluster, '-p', String(port), ...flags], {
    ...options.user,
    cwd: options.cluster,
    env: { PATH: process.env.PATH, LC_MESSAGES: 'C' },
    stdio: ['ignore', 'ignore', 'pipe'],
    // A Ctrl+C in the terminal must reach the server first, and the database only after the pools are closed.
    detached: true,
  });
  const log = readLog(child.stderr, options.tell ?? (() => undefined));
  const ended = lastWords(child, log);
  const keeper = child.pid === undefined ? undefined : startKeeper(child.pid, options);
  const stop = async () => {
    keeper?.kill('SIGKILL');
    await stopChild(child, ended);
  };
  try {
    await untilReady(child, log, ended, options.cluster);
  } catch (error) {
    await stop();
    throw error;
  }
  return { port, ended, stop };
}

/** Ends a database that a killed server left running over this cluster, and waits until it is gone. */
export async function endLeftover(cluster: string): Promise<void> {
  const pid = pidOf(cluster);
  if (pid === null || !isPostgres(pid)) return;
  signal(pid, 'SIGINT');
  const deadline = Date.now() + stopLimitMs;
  while (isPostgres(pid)) {
    if (Date.now() > deadline) signal(pid, 'SIGKILL');
    // No child of ours: its end can only be looked for.
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** What it says while it ends may come after its end. */
async function lastWords(child: ChildProcess, log: PostmasterLog): Promise<string> {
  const closed = once(child, 'close').catch(() => undefined);
  await once(child, 'exit');
  await Promise.race([closed, passed(lastWordsMs, undefined, { ref: false })]);
  return log.tail();
}

/** A recovery takes as long as there is log to replay: ended before, it would begin anew the next time. */
async function untilReady(
  child: ChildProcess,
  log: PostmasterLog,
  ended: Promise<string>,
  cluster: string,
): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setInterval(() => {
      if (!isStarting(cluster, child.pid)) reject(new Error(`PostgreSQL did not start in time: ${log.tail()}`));
    }, startLimitMs);
  });
  const gone = ended.then((said) => {
    throw new Error(`PostgreSQL ended at its start: ${said}`);
  });
  try {
    await Promise.race([log.ready, gone, tooLate]);
  } finally {
    clearInterval(timer);
  }
}

/** Waits at the end of a pipe from this process and, when that breaks, ends the database and clears up. */
const keeperScript = `
read -r _
[ "$(head -n 1 "$2/postmaster.pid" 2>/dev/null)" = "$1" ] && kill -INT "$1"
if [ -n "$3" ]; then
  while kill -0 "$1" 2>/dev/null; do sleep 0.05; done
  rm -rf "$3"
fi`;

function startKeeper(pid: number, options: PostmasterOptions): ChildProcess | undefined {
  if (process.platform === 'win32') return undefined;
  const keeper = spawn('/bin/sh', ['-c', keeperScript, 'sh', String(pid), options.cluster, options.removeAfter ?? ''], {
    ...options.user,
    cwd: '/',
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  keeper.unref();
  return keeper;
}

async function stopChild(child: ChildProcess, ended: Promise<unknown>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGINT');
  const timer = setTimeout(() => child.kill('SIGQUIT'), stopLimitMs);
  await ended;
  clearTimeout(timer);
}

function pidOf(cluster: string): number | null {
  const pid = Number.parseInt(lockFile(cluster)[0] ?? '', 10);
  return pid > 0 ? pid : null;
}

/** Port of the database that runs over this cluster and takes connections; null when none does. */
export function portOf(cluster: string): number | null {
  const [, , , port = '', , , , status = ''] = lockFile(cluster);
  return status.trim() === 'ready' ? Number.parseInt(port, 10) : null;
}

/** True while this process says that it starts or recovers. */
function isStarting(cluster: string, pid: number | undefined): boolean {
  const [, , , , , , , status = ''] = lockFile(cluster);
  return pidOf(cluster) === pid && status.trim() === 'starting';
}

/** Lines of the file that a running PostgreSQL keeps: its pid first, its port fourth, its state eighth. */
function lockFile(cluster: string): string[] {
  try {
    return readFileSync(path.join(cluster, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return [];
  }
}

/** True when the process lives and, where that can be seen, is a PostgreSQL: a stale pid may be anybody's by now. */
function isPostgres(pid: number): boolean {
  if (!signal(pid, 0)) return false;
  if (process.platform !== 'linux') return true;
  try {
    const status = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return status.includes('(postgres)') && !status.includes(') Z ');
  } catch {
    return false;
  }
}

function signal(pid: number, name: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, name);
  } catch {
    return false;
  }
}

async function freePort(): Promise<number> {
  const probe = createServer();
  probe.listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port is free on the loopback');
  return address.port;
}

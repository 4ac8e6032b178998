import type { ChildProcess } from 'node:child_process';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { ElectronRuntime } from '../electron-runtime/provide.ts';
import type { Display } from '../system/display.ts';
import { repositoryFolder } from '../system/repository.ts';
import { runCommand } from '../system/run-command.ts';
import type { Running } from '../system/running.ts';
import { spawnTied } from '../system/spawn-tied.ts';
import { stopProcess } from '../system/stop-process.ts';
import { keepTail } from './output-tail.ts';

export interface ApplicationOptions {
  runtime: ElectronRuntime;
  display: Display;
  serverUrl: string;
  /** Electron's `userData`: everything that the application keeps. */
  userDataFolder: string;
  demonstration: boolean;
  rendererUrl?: string;
  /** Shows what it prints, for whoever develops it. */
  showOutput?: boolean;
}

export interface Application {
  process: ChildProcess;
  /** Settles when the sign-in page is shown and can be used; fails when the application ends before. */
  ready: Promise<void>;
  /** What it printed last. */
  tail(): string;
  /** Closes the application as its last window would. */
  stop(): Promise<void>;
}

const readyLimitMs = 60_000;
const stopPatienceMs = 20_000;

/** The switches that Chromium needs on this machine. */
export async function chromiumSwitches(executablePath: string, display: Display): Promise<string[]> {
  const sandbox = (await canSandbox(executablePath)) ? [] : ['--no-sandbox'];
  // No graphics card is behind a virtual screen, and no message bus either: its complaints help nobody.
  return display.isVirtual ? [...sandbox, '--disable-gpu', '--log-level=3'] : sandbox;
}

/** What Electron is called with. */
export async function applicationArguments(runtime: ElectronRuntime, display: Display): Promise<string[]> {
  return [...(await chromiumSwitches(runtime.executablePath, display)), repositoryFolder];
}

/** The environment that the application agrees on with us, see `build/README.md`. */
export function applicationEnvironment(options: ApplicationOptions): Record<string, string> {
  const inherited = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return {
    ...Object.fromEntries(inherited),
    ...options.display.env,
    MINH_TRA_SERVER_URL: options.serverUrl,
    MINH_TRA_USER_DATA: options.userDataFolder,
    MINH_TRA_RUNTIME: options.runtime.kind,
    MINH_TRA_CHECK: '1',
    ...(options.demonstration ? { MINH_TRA_DEMO: '1' } : {}),
    ...(options.runtime.nativeBindingPath ? { MINH_TRA_NATIVE_BINDING: options.runtime.nativeBindingPath } : {}),
    ...(options.rendererUrl ? { MINH_TRA_RENDERER_URL: options.rendererUrl } : {}),
  };
}

/** Opens the application. `running` knows how to close it from the first moment. */
export async function startApplication(options: ApplicationOptions, running: Running): Promise<Application> {
  const args = await applicationArguments(options.runtime, options.display);
  const child = spawnTied(options.runtime.executablePath, args, {
    cwd: repositoryFolder,
    env: applicationEnvironment(options),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const tail = keepTail(child.stdout, child.stderr);
  if (options.showOutput)
    for (const stream of [child.stdout, child.stderr]) stream?.pipe(process.stderr, { end: false });
  const ready = readiness(child, tail);
  // Whoever closes the application early need not wait for it.
  ready.catch(() => {});
  const stop = () => stopProcess(child, stopPatienceMs);
  await running.add(stop);
  return { process: child, ready, tail, stop };
}

function readiness(child: ChildProcess, tail: () => string): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (what: string) => reject(new Error(`The application ${what}\n${tail()}`.trimEnd()));
    const timer = setTimeout(() => fail(`showed no sign-in page within ${readyLimitMs / 1000} s`), readyLimitMs);
    child.once('error', (error) => fail(`could not be started: ${error.message}`));
    child.once('exit', (code, signal) => {
      clearTimeout(timer);
      fail(`ended before its sign-in page was shown (${code ?? signal})`);
    });
    let line = '';
    child.stdout?.on('data', (text: string) => {
      line = (line + text).slice(-4_000);
      if (!/^minh-tra ready \{/m.test(line)) return;
      clearTimeout(timer);
      resolve();
    });
  });
}

/** Chromium refuses its sandbox to root, and needs user namespaces or a helper that belongs to root. */
export async function canSandbox(executablePath: string): Promise<boolean> {
  if (process.platform !== 'linux') return true;
  if (process.getuid?.() === 0) return false;
  const helper = await stat(path.join(path.dirname(executablePath), 'chrome-sandbox')).catch(() => null);
  if (helper && helper.uid === 0 && (helper.mode & 0o4000) !== 0) return true;
  const namespace = await runCommand('unshare', ['--user', '--map-root-user', 'true']).catch(() => null);
  return namespace?.code === 0;
}

import { mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import { type ConsoleMessage, _electron as electron, type Page } from 'playwright-core';
import { chromiumSwitches } from '../build/programs/application.ts';
import { repositoryFolder } from '../build/system/repository.ts';
import type { Running } from '../build/system/running.ts';
import { shellFolder } from './bundle.ts';
import type { Ground } from './ground.ts';
import type { WindowCall, WindowCalls } from './window/contract.ts';

/** The window in which storages are measured. */
export interface BenchWindow {
  call<Name extends WindowCall>(name: Name, input: Parameters<WindowCalls[Name]>[0]): ReturnType<WindowCalls[Name]>;
  close(): Promise<void>;
}

/** Opens it with an empty folder, on the same disk as the repository: a folder in memory would sync for nothing. */
export async function openBenchWindow({ runtime, display }: Ground, running: Running): Promise<BenchWindow> {
  const folder = await newBenchFolder('window', running);
  const application = await electron.launch({
    executablePath: runtime.executablePath,
    args: ['--js-flags=--expose-gc', ...(await chromiumSwitches(runtime.executablePath, display)), shellFolder],
    cwd: repositoryFolder,
    env: {
      ...Object.fromEntries(
        Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
      ),
      MINH_TRA_BENCH_FOLDER: folder,
      ...(runtime.nativeBindingPath ? { MINH_TRA_NATIVE_BINDING: runtime.nativeBindingPath } : {}),
    },
    timeout: 60_000,
  });
  let isOpen = true;
  const close = async () => {
    if (isOpen) await application.close();
    isOpen = false;
  };
  await running.add(close);
  const page = await application.firstWindow();
  await page.waitForFunction(() => 'bench' in window);
  page.on('console', (message) => isComplaint(message) && console.error('window:', message.text()));
  page.on('pageerror', (error) => console.error('window:', error));
  return { call: callerOf(page), close };
}

/** PouchDB looks for what is not there yet, and Chromium calls each such answer an error. */
function isComplaint(message: ConsoleMessage): boolean {
  return message.type() === 'error' && !/status of 404/.test(message.text());
}

function callerOf(page: Page): BenchWindow['call'] {
  const call = (given: readonly [string, unknown]) =>
    page.evaluate(([name, input]) => window.bench[name as WindowCall](input as never) as Promise<unknown>, given);
  return ((name: string, input: unknown) => call([name, input])) as BenchWindow['call'];
}

/** A new folder below the repository's cache, removed at the end. */
export async function newBenchFolder(name: string, running: Running): Promise<string> {
  const folder = await mkdtemp(path.join(repositoryFolder, '.cache', `bench-${name}-`));
  await running.add(() => rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 }));
  return folder;
}

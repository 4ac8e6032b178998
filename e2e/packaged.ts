import { setTimeout } from 'node:timers/promises';
import { type Browser, chromium, type Page } from 'playwright-core';
import { keepTail } from '../build/programs/output-tail.ts';
import { spawnTied } from '../build/system/spawn-tied.ts';
import { stopProcess } from '../build/system/stop-process.ts';

export interface PackagedApplication {
  window: Page;
  close(): Promise<void>;
}

const betweenLooksMs = 50;

/** What Chromium tells of a page. */
interface Target {
  readonly type: string;
  readonly url: string;
  readonly title: string;
}

/**
 * Opens the packaged application. Its fuses keep the inspector out, through which Playwright drives Electron, so its
 * window is driven as a browser's is.
 */
export async function openPackaged(
  executablePath: string,
  args: string[],
  env: Record<string, string>,
): Promise<PackagedApplication> {
  const child = spawnTied(executablePath, ['--remote-debugging-port=0', ...args], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const tail = keepTail(child.stdout, child.stderr);
  const address = await new Promise<string>((resolve, reject) => {
    child.stderr?.on('data', () => {
      const found = /DevTools listening on (ws:\S+)/.exec(tail());
      if (found?.[1]) resolve(found[1]);
    });
    child.once('exit', (code, signal) => reject(new Error(`The package ended (${code ?? signal})\n${tail()}`)));
  });
  await pageIsThere(address);
  const browser = await chromium.connectOverCDP(address);
  return {
    window: await firstPage(browser),
    async close() {
      await browser.close();
      await stopProcess(child, 20_000);
    },
  };
}

/**
 * Resolves once the window shows the application's page: who connects while it goes from its empty page to the
 * application's, from one process to another, may wait for ever for the first. Chromium tells of it only when asked.
 */
async function pageIsThere(address: string): Promise<void> {
  const { host } = new URL(address);
  for (;;) {
    const targets = (await (await fetch(`http://${host}/json/list`)).json()) as Target[];
    // Its address is told before its process is there; its title comes out of the document itself.
    if (targets.some(({ type, url, title }) => type === 'page' && url.startsWith('app:') && title !== '')) return;
    await setTimeout(betweenLooksMs);
  }
}

async function firstPage(browser: Browser): Promise<Page> {
  const [context] = browser.contexts();
  if (!context) throw new Error('The package has no window to drive');
  return context.pages()[0] ?? context.waitForEvent('page');
}

import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { repositoryFolder } from '../build/system/repository.ts';
import { type Bridge, type CallName, calls } from '../shared/bridge/contract.ts';
import type { LaunchedApplication } from './launch.ts';
import { test } from './test.ts';

declare global {
  interface Window {
    /** Directives of the content policy that have refused something. */
    refusedBy?: string[];
  }
}

/** What the page, an inspector's own or one that somebody has got a script into, is kept from; one launch for all of it. */
test("Electron's checklist holds in the real window", async ({ stage }) => {
  const server = await stage.startServer();
  const application = await stage.openApplication({ serverUrl: server.url });
  await application.window.getByRole('button', { name: /Nguyễn Thị An/ }).waitFor();
  await windowIsSandboxed(application);
  await policyIsStrict(application.window, server.url);
  await placesAreRefused(application, server.url);
  await permissionsAreDenied(application.window);
  await bridgeTakesTheContractAlone(application.window);
  await bridgeAnswersThePageAlone(application);
  await blankPageHasNothing(application.window);
});

async function windowIsSandboxed({ electron }: LaunchedApplication): Promise<void> {
  const seen = await electron.evaluate(({ BrowserWindow, ipcMain, session }) => {
    const [window, ...others] = BrowserWindow.getAllWindows();
    // Electron types what a window was made with for its own use alone.
    const contents = window?.webContents as unknown as { getLastWebPreferences(): Record<string, unknown> };
    return {
      others: others.length,
      preferences: contents.getLastWebPreferences(),
      isPersistent: window?.webContents.session.isPersistent(),
      isDefault: window?.webContents.session === session.defaultSession,
      // A listener beside the one call channel would take messages that nothing checks; the one for errors is Electron's.
      listeners: ipcMain.eventNames().filter((name) => name !== 'error'),
    };
  });
  expect(seen).toMatchObject({ others: 0, isPersistent: false, isDefault: false, listeners: [] });
  expect(seen.preferences).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webSecurity: true,
  });
  const { preferences } = seen;
  for (const weakness of [
    ...['nodeIntegrationInWorker', 'nodeIntegrationInSubFrames', 'webviewTag', 'allowRunningInsecureContent'],
    ...['experimentalFeatures', 'enableBlinkFeatures', 'plugins', 'navigateOnDragDrop'],
  ]) {
    expect(Boolean(preferences[weakness]), weakness).toBe(false);
  }
}

async function policyIsStrict(page: Page, url: string): Promise<void> {
  const policy = await page.evaluate(async () => {
    const answer = await fetch(location.href);
    return answer.headers.get('content-security-policy') ?? '';
  });
  expect(policy).toMatch(/^default-src 'none'; script-src 'self';/);
  expect(policy).not.toMatch(/unsafe-|\*|https?:/);
  // Each try, and what the browser says of it.
  const refused = await page.evaluate(async (address) => {
    window.refusedBy = [];
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => {
      window.refusedBy?.push(effectiveDirective);
    });
    const put = (name: string, attributes: Record<string, string>, text = '') => {
      const made = Object.assign(document.createElement(name), { textContent: text });
      for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
      document.body.append(made);
      return made;
    };
    const made = [
      put('script', {}, 'window.inlineRan = true'),
      put('script', { src: `${address}/evil.js` }),
      put('style', {}, 'body { --inline: 1 }'),
      put('img', { src: `${address}/pixel.png` }),
      put('img', { src: 'x', onerror: 'window.inlineRan = true' }),
      put('iframe', { src: `${address}/health` }),
      put('object', { data: `${address}/health` }),
      put('base', { href: `${address}/` }),
      put('audio', { src: `${address}/sound.mp3` }),
    ];
    const ran = await Promise.allSettled([fetch(`${address}/health`), fetch('file:///etc/passwd')]);
    navigator.sendBeacon(`${address}/beacon`, 'x');
    for (const each of made) each.remove();
    return {
      answered: ran.filter(({ status }) => status === 'fulfilled').length,
      styled: getComputedStyle(document.body).getPropertyValue('--inline'),
    };
  }, url);
  const everyDirective = [
    ...['base-uri', 'connect-src', 'frame-src', 'img-src', 'media-src', 'object-src'],
    ...['script-src-attr', 'script-src-elem', 'style-src-elem'],
  ];
  await expect.poll(() => page.evaluate(() => window.refusedBy)).toEqual(expect.arrayContaining(everyDirective));
  expect(refused).toEqual({ answered: 0, styled: '' });
  expect(await page.evaluate(() => 'inlineRan' in globalThis)).toBe(false);
}

async function placesAreRefused({ electron, window }: LaunchedApplication, url: string): Promise<void> {
  await electron.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    const counted = globalThis as unknown as { downloads: number; webviews: number };
    counted.downloads = 0;
    counted.webviews = 0;
    contents?.session.on('will-download', (event) => {
      if (!event.defaultPrevented) counted.downloads += 1;
    });
    contents?.on('did-attach-webview', () => {
      counted.webviews += 1;
    });
  });
  const before = window.url();
  for (const place of [url, 'file:///etc/passwd', 'data:text/html,x', 'javascript:window.ran=1', 'app://other/']) {
    const opened = await window.evaluate((address) => {
      globalThis.location.href = address;
      const popup = globalThis.open(address);
      const link = Object.assign(document.createElement('a'), { href: address, target: '_blank' });
      document.body.append(link);
      link.click();
      link.remove();
      return popup === null;
    }, place);
    expect(opened, place).toBe(true);
  }
  await window.evaluate(() => {
    const link = Object.assign(document.createElement('a'), { download: 'x.txt' });
    link.href = URL.createObjectURL(new Blob(['x']));
    document.body.append(link);
    link.click();
    link.remove();
    const view = document.createElement('webview');
    view.setAttribute('src', 'about:blank');
    document.body.append(view);
  });
  const seen = await electron.evaluate(({ BrowserWindow, webContents }) => {
    const { downloads, webviews } = globalThis as unknown as { downloads: number; webviews: number };
    const kinds = webContents.getAllWebContents().map((each) => each.getType());
    return { downloads, webviews, windows: BrowserWindow.getAllWindows().length, kinds };
  });
  expect(seen).toEqual({ downloads: 0, webviews: 0, windows: 1, kinds: ['window'] });
  expect(window.url()).toBe(before);
  expect(await window.evaluate(() => 'ran' in globalThis)).toBe(false);
}

/** Camera and microphone are evidence's; the screen, and all else, is nobody's. */
async function permissionsAreDenied(window: Page): Promise<void> {
  const names = ['camera', 'microphone', 'geolocation', 'notifications', 'midi', 'clipboard-read', 'storage-access'];
  const answers = await window.evaluate(async (asked) => {
    const state = async (name: string) => {
      const answer = await navigator.permissions.query({ name: name as PermissionName });
      return `${name} ${answer.state}`;
    };
    const screen = await navigator.mediaDevices.getDisplayMedia({ video: true }).catch(({ name }) => name);
    return [...(await Promise.all(asked.map(state))), screen];
  }, names);
  expect(answers.filter((answer) => / (granted|prompt)$/.test(answer))).toEqual([
    'camera granted',
    'microphone granted',
  ]);
  expect(answers.at(-1)).toMatch(/NotAllowedError|NotSupportedError|InvalidStateError/);
}

/** Every call of the contract with what it does not take, over the real bridge. */
async function bridgeTakesTheContractAlone(window: Page): Promise<void> {
  const wrong = [7, 'text', [], { more: 1 }, { personId: 'x'.repeat(1_000) }, { personId: 'p-an', pin: 1 }];
  const taken = await window.evaluate(
    async ({ names, inputs }) => {
      const { minhTra } = globalThis as unknown as { minhTra: Bridge };
      const replies = names.flatMap((name) =>
        inputs.map(async (input) => {
          const reply = await minhTra.call(name as CallName, input as never);
          return reply.ok || reply.problem.code !== 'request.invalid' ? [`${name} ${JSON.stringify(input)}`] : [];
        }),
      );
      return { of: replies.length, taken: (await Promise.all(replies)).flat() };
    },
    { names: [...Object.keys(calls), 'no.such.call', '__proto__'], inputs: wrong },
  );
  expect(taken).toEqual({ of: (Object.keys(calls).length + 2) * wrong.length, taken: [] });
}

/** A frame within the page has no bridge; another page with the very same preload is refused. */
async function bridgeAnswersThePageAlone({ electron, window }: LaunchedApplication): Promise<void> {
  const inFrame = await window.evaluate(async () => {
    const frame = document.createElement('iframe');
    document.body.append(frame);
    const has = 'minhTra' in (frame.contentWindow ?? {});
    frame.remove();
    return has;
  });
  expect(inFrame).toBe(false);
  const preload = path.join(repositoryFolder, 'dist/electron/preload.cjs');
  const answers = await electron.evaluate(async ({ BrowserWindow }, script) => {
    const other = new BrowserWindow({ show: false, webPreferences: { preload: script, sandbox: true } });
    await other.loadURL('data:text/html,<title>other</title>');
    const call = (name: string) =>
      other.webContents.executeJavaScript(`minhTra.call(${JSON.stringify(name)}, null)`) as Promise<unknown>;
    const replies = [await call('app.info'), await call('people.list'), await call('session.lock')];
    other.destroy();
    return replies;
  }, preload);
  expect(new Set(answers.map((answer) => JSON.stringify(answer)))).toEqual(
    new Set([JSON.stringify({ ok: false, problem: { code: 'permission.denied' } })]),
  );
}

/** Of the way to a blank page Chromium asks nobody: it has no bridge that answers, and nothing of ours. */
async function blankPageHasNothing(window: Page): Promise<void> {
  await window.evaluate(() => {
    globalThis.location.href = 'about:blank';
  });
  await window.waitForURL('about:blank');
  const answer = await window.evaluate(async () => {
    const { minhTra } = globalThis as unknown as { minhTra?: Bridge };
    return minhTra ? minhTra.call('people.list', null) : null;
  });
  expect([null, { ok: false, problem: { code: 'permission.denied' } }]).toContainEqual(answer);
}

test('no source hands an address to the operating system, or reaches from one process into another', async () => {
  const files = ['electron', 'renderer', 'shared'].map(async (room) => {
    const names = await readdir(path.join(repositoryFolder, room), { recursive: true });
    return names.filter((name) => /\.tsx?$/.test(name)).map((name) => path.join(repositoryFolder, room, name));
  });
  const found: string[] = [];
  for (const file of (await Promise.all(files)).flat()) {
    const source = await readFile(file, 'utf8');
    const forbidden =
      /shell\.open\w+|@electron\/remote|dangerouslySetInnerHTML|insertAdjacentHTML|\.innerHTML\s*=|<webview|registerFileProtocol/;
    if (forbidden.test(source)) found.push(path.relative(repositoryFolder, file));
  }
  expect(found).toEqual([]);
});

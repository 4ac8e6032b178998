import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { contentPolicy, workerPolicy } from './content-policy.ts';
import { pageFiles } from './page-files.ts';

let root: string;

beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'minh-tra-page-'));
  await mkdir(path.join(root, 'renderer/assets'), { recursive: true });
  await writeFile(path.join(root, 'renderer/index.html'), '<meta name="csp-nonce" content="__NONCE__" />');
  await writeFile(path.join(root, 'renderer/assets/main.js'), 'export {};');
  await writeFile(path.join(root, 'renderer/assets/tiếng việt.png'), 'x');
  await writeFile(path.join(root, 'secret.json'), '{}');
});

afterEach(async () => {
  await rm(root, { recursive: true, force: true });
});

function load(target: string, init?: RequestInit) {
  return pageFiles(path.join(root, 'renderer'))(new Request(`app://minh-tra${target}`, init));
}

describe('the page', () => {
  it('has a new nonce at each load, in the HTML and in the policy alike', async () => {
    const nonces = new Set<string>();
    for (let round = 0; round < 3; round += 1) {
      const response = await load('/');
      const nonce = /content="([^"]+)"/.exec(await response.text())?.[1] ?? '';
      expect(nonce).toMatch(/^[A-Za-z0-9_-]{24}$/);
      expect(response.headers.get('content-security-policy')).toBe(contentPolicy(nonce, null));
      nonces.add(nonce);
    }
    expect(nonces.size).toBe(3);
  });

  it.each(['/', '/index.html', '/cases', '/cases/01HX/checklist', '/cases?view=mine'])(
    'answers at %s',
    async (target) => {
      const response = await load(target);
      expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    },
  );

  it.each([
    ['/assets/main.js', 'text/javascript; charset=utf-8'],
    ['/assets/ti%E1%BA%BFng%20vi%E1%BB%87t.png', 'image/png'],
  ])('gives the file %s', async (target, type) => {
    const response = await load(target);
    expect([response.status, response.headers.get('content-type')]).toEqual([200, type]);
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    const policy = type.startsWith('text/javascript') ? workerPolicy(target) : null;
    expect(response.headers.get('content-security-policy')).toBe(policy);
  });

  it.each([
    '/assets/none.js',
    '/..%2fsecret.json',
    '/assets/..%2f..%2f..%2fsecret.json',
    '/%2e%2e/secret.json',
    '/..%5csecret.json',
    '/assets/main.js%00.png',
    '/%E0%A4%A.json',
    '/assets/main.exe',
  ])('gives nothing for %s', async (target) => {
    expect((await load(target)).status).toBe(404);
  });

  it('takes no other method', async () => {
    expect((await load('/', { method: 'POST', body: '' })).status).toBe(405);
  });
});

describe('the policy', () => {
  it('lets no text become code, and no other place be reached', () => {
    const policy = contentPolicy('abc', null);
    expect(policy).not.toMatch(/unsafe|http|\*|ws:/);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("style-src 'self' 'nonce-abc'");
    expect(policy).toContain("connect-src 'self';");
  });

  it.each([
    ['/assets/read-codes.worker-Dx_1-a.js', "script-src 'self' 'wasm-unsafe-eval'"],
    ['/assets/small-picture.worker-B2.js', "script-src 'self'"],
    ['/assets/main.js', "script-src 'self'"],
    ['/assets/other/read-codes.worker-x.js/main.js', "script-src 'self'"],
  ])('lets %s, as a worker, run this: %s', (pathname, scripts) => {
    expect(workerPolicy(pathname)).toBe(`default-src 'none'; ${scripts}; connect-src 'self'`);
  });

  it("adds Vite's place and no other while developing", () => {
    const policy = contentPolicy('abc', 'http://localhost:5173');
    expect(policy).toContain("script-src 'self' 'nonce-abc'");
    expect(policy).toContain("connect-src 'self' http://localhost:5173 ws://localhost:5173");
    expect(policy).not.toMatch(/unsafe/);
  });
});

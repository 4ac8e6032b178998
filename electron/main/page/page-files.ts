import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { randomText } from '../../../sealed/cipher.ts';
import { contentPolicy, noncePlaceholder, pageHeaders, workerPolicy } from './content-policy.ts';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.ttf': 'font/ttf',
  '.pfb': 'application/octet-stream',
  '.bcmap': 'application/octet-stream',
  '.wasm': 'application/wasm',
  '.txt': 'text/plain; charset=utf-8',
};

/** The page's HTML for one load: a nonce of its own, and the policy that knows it. */
export function pageAnswer(html: string, developmentOrigin: string | null): Response {
  const nonce = randomText(18);
  return new Response(html.replaceAll(noncePlaceholder, nonce), {
    headers: {
      ...pageHeaders,
      'content-type': types['.html'] ?? '',
      'content-security-policy': contentPolicy(nonce, developmentOrigin),
    },
  });
}

const isScript = /\.m?js$/;

function plainAnswer(status: number): Response {
  return new Response(null, { status, headers: pageHeaders });
}

/** Where a path of the page lies in the folder; null when it would lie outside. */
function locate(folder: string, pathname: string): string | null {
  let decoded: string;
  try {
    decoded = decodeURIComponent(pathname);
  } catch {
    return null;
  }
  if (decoded.includes('\0') || decoded.includes('\\')) return null;
  const file = path.resolve(folder, `.${path.posix.normalize(`/${decoded}`)}`);
  return file.startsWith(`${path.resolve(folder)}${path.sep}`) ? file : null;
}

/**
 * Answers the page's requests from its folder. A path without an extension is a place within the page, and gets the page
 * itself, so that a reload finds its way back.
 */
export function pageFiles(folder: string): (request: Request) => Promise<Response> {
  return async (request) => {
    if (request.method !== 'GET') return plainAnswer(405);
    const { pathname } = new URL(request.url);
    const extension = path.posix.extname(pathname);
    const isPage = extension === '' || pathname === '/index.html';
    const file = isPage ? path.join(folder, 'index.html') : locate(folder, pathname);
    const type = types[extension] ?? (isPage ? types['.html'] : undefined);
    if (file === null || type === undefined) return plainAnswer(404);
    try {
      if (isPage) return pageAnswer(await readFile(file, 'utf8'), null);
      const policy = { 'content-security-policy': workerPolicy(pathname) };
      const headers = { ...pageHeaders, ...(isScript.test(pathname) && policy), 'content-type': type };
      return new Response(await readFile(file), { headers });
    } catch {
      return plainAnswer(404);
    }
  };
}

/** Answers from Vite on loopback, while developing. */
export function developmentPage(
  origin: string,
  fetch: (url: string, init: RequestInit) => Promise<Response>,
): (request: Request) => Promise<Response> {
  return async (request) => {
    const { pathname, search } = new URL(request.url);
    const accept = request.headers.get('accept') ?? '*/*';
    const asked = fetch(`${origin}${pathname}${search}`, { headers: { accept }, signal: request.signal });
    const response = await asked.catch(() => null);
    if (!response) return plainAnswer(502);
    const type = response.headers.get('content-type') ?? 'application/octet-stream';
    if (type.startsWith('text/html')) return pageAnswer(await response.text(), origin);
    return new Response(response.body, { status: response.status, headers: { ...pageHeaders, 'content-type': type } });
  };
}

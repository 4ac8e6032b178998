/** The scheme and host of everything that the window may load. */
export const pageScheme = 'app';
export const pageOrigin = 'app://minh-tra';

/** Text in the page's HTML that is replaced by the nonce of the load. */
export const noncePlaceholder = '__NONCE__';

/**
 * What the page may do. Scripts come from the program's own files alone: no text becomes code. Mantine's styles carry the
 * nonce. `developmentOrigin` is Vite's, while developing: it runs a small script in the page and keeps a socket open.
 */
export function contentPolicy(nonce: string, developmentOrigin: string | null): string {
  const own = "'self'";
  const stamped = `'nonce-${nonce}'`;
  const socket = developmentOrigin?.replace(/^http/, 'ws');
  return policyOf({
    'default-src': ["'none'"],
    'script-src': [own, developmentOrigin && stamped],
    'style-src': [own, stamped],
    'img-src': [own, 'blob:', 'data:'],
    'font-src': [own],
    'media-src': [own, 'blob:'],
    'connect-src': [own, developmentOrigin, socket],
    'worker-src': [own],
    'base-uri': ["'none'"],
    'form-action': ["'none'"],
    'frame-ancestors': ["'none'"],
  });
}

/** The worker that reads codes compiles its reader from our own file; no page and no other worker compiles anything. */
const compiling = /\/read-codes\.worker-[\w-]+\.js$/;

/** What a script may do where a worker runs it: that has the policy of its own file, and none from the page that starts it. */
export function workerPolicy(pathname: string): string {
  const own = "'self'";
  return policyOf({
    'default-src': ["'none'"],
    'script-src': [own, compiling.test(pathname) && "'wasm-unsafe-eval'"],
    'connect-src': [own],
  });
}

function policyOf(rules: Readonly<Record<string, readonly (string | null | undefined | false)[]>>): string {
  return Object.entries(rules)
    .map(([name, sources]) => `${name} ${sources.filter(Boolean).join(' ')}`)
    .join('; ');
}

/** Headers of every file of the page. */
export const pageHeaders: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(self), microphone=(self), geolocation=(), usb=(), serial=(), hid=(), payment=()',
  'cache-control': 'no-store',
};

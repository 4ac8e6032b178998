import { app, type ProxyConfig, type Session, type WebContents } from 'electron';
import { guardGuest, isGuest, keepCertificatesFromGuests } from '../capture/guest-session.ts';
import type { Log } from '../log.ts';
import { pageOrigin } from '../page/content-policy.ts';

/** What the page may do beyond showing itself; `media`: camera and microphone, for evidence. */
const allowedPermissions: ReadonlySet<string> = new Set(['clipboard-sanitized-write', 'fullscreen', 'media']);

function isPage(url: string): boolean {
  return url === pageOrigin || url.startsWith(`${pageOrigin}/`);
}

/** Whether the window may ask for this address. Its only network is the shell; Vite's while developing. */
function mayRequest(url: string, developmentOrigin: string | null): boolean {
  if (isPage(url) || url.startsWith(`blob:${pageOrigin}/`) || url.startsWith('data:')) return true;
  if (developmentOrigin === null) return false;
  const socket = developmentOrigin.replace(/^http/, 'ws');
  return [developmentOrigin, socket].some((origin) => url.startsWith(`${origin}/`)) || url.startsWith('devtools://');
}

/**
 * Whatever leaves the page's session without asking the request's guard, as WebRTC does over TCP, goes to a proxy that cannot be:
 * nobody listens on port 0. Loopback is no exception, but for Vite while developing.
 */
function deadProxy(developmentOrigin: string | null): ProxyConfig {
  const exceptions = developmentOrigin === null ? [] : [new URL(developmentOrigin).host];
  return {
    mode: 'fixed_servers',
    proxyRules: 'http://127.0.0.1:0',
    proxyBypassRules: ['<-loopback>', ...exceptions].join(';'),
  };
}

/** Shuts every way out of the page's session: network, permissions, devices, downloads. To be waited for before a page is loaded. */
export async function guardSession(session: Session, developmentOrigin: string | null, log: Log): Promise<void> {
  session.webRequest.onBeforeRequest(({ url }, answer) => {
    const isAllowed = mayRequest(url, developmentOrigin);
    if (!isAllowed) log.note('request refused');
    answer({ cancel: !isAllowed });
  });
  const isAllowed = (permission: string, asking: string) => allowedPermissions.has(permission) && isPage(asking);
  session.setPermissionRequestHandler((_contents, permission, answer, { requestingUrl }) =>
    answer(isAllowed(permission, requestingUrl)),
  );
  session.setPermissionCheckHandler((_contents, permission, asking) => isAllowed(permission, asking));
  session.setDevicePermissionHandler(() => false);
  session.on('will-download', (event) => event.preventDefault());
  await session.setProxy(deadProxy(developmentOrigin));
}

function guardContents(contents: WebContents, log: Log): void {
  const keepOnPage = (event: { preventDefault(): void; readonly url: string; readonly isMainFrame: boolean }) => {
    if (event.isMainFrame && isPage(event.url)) return;
    event.preventDefault();
    log.note('navigation refused');
  };
  // WebRTC asks no guard of requests: without a proxy that carries UDP it sends none.
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
  if (isGuest(contents.session)) {
    guardGuest(contents);
    return;
  }
  contents.on('will-frame-navigate', keepOnPage);
  contents.on('will-redirect', keepOnPage);
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => {
    log.note('window refused');
    return { action: 'deny' };
  });
}

/** Holds every page that this program ever makes to where it belongs. */
export function guardAllContents(log: Log): void {
  keepCertificatesFromGuests();
  app.on('web-contents-created', (_event, contents) => guardContents(contents, log));
}

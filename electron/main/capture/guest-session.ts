import { isIP } from 'node:net';
import { app, type Certificate, type ProxyConfig, type Session, session as sessions, type WebContents } from 'electron';
import { randomText } from '../../../sealed/cipher.ts';
import { bareHost, isPublicAddress } from './public-address.ts';

/** A session for pages of strangers: in memory, with nothing of ours in it, and nothing left of it afterwards. */
export interface GuestSession {
  readonly session: Session;
  /** What a host showed of itself, as last seen; null for one that showed nothing. */
  certificatesOf(host: string): ShownCertificates | null;
  /** Forgets cookies, caches and what pages have stored, and ends its connections. */
  clear(): Promise<void>;
}

/** `failed`: its name leads nowhere. */
export type Refusal = 'private' | 'failed';

/** Certificates as PEM, the host's own first; `verdict`: `OK`, or by which rule Chromium refuses it. */
export interface ShownCertificates {
  readonly verdict: string;
  readonly chain: readonly string[];
}

export interface GuestParts {
  /** For tests: an origin on loopback that may be visited. */
  readonly openedOrigin: string | null;
  /** An address was not asked for, and why; `isPage`: it was to be the page itself. */
  readonly onRefused: (refusal: Refusal, url: string, isPage: boolean) => void;
}

const guests = new WeakSet<Session>();
const partitionBytes = 12;
const webSchemes: ReadonlySet<string> = new Set(['http:', 'https:', 'ws:', 'wss:']);
const inlineSchemes: ReadonlySet<string> = new Set(['data:', 'blob:']);
/** Chromium's own words, without ours and Electron's among them. */
const foreignTokens = /^(.*like Gecko\)).*?( Chrome\/\S+).*?( Safari\/\S+)$/;
const languages = 'vi-VN,vi,en';
const acceptAll = 0;
const mostCertificates = 20;

/** True for the session of a stranger's page: its guards are others than the program's. */
export function isGuest(session: Session): boolean {
  return guests.has(session);
}

export async function openGuestSession({ openedOrigin, onRefused }: GuestParts): Promise<GuestSession> {
  const session = sessions.fromPartition(`minh-tra-guest-${randomText(partitionBytes)}`, { cache: false });
  guests.add(session);
  const shown = new Map<string, ShownCertificates>();
  session.setUserAgent(session.getUserAgent().replace(foreignTokens, '$1$2$3'), languages);
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.on('will-download', (event) => event.preventDefault());
  // A bad certificate is shown and recorded, and keeps nobody from capturing what the page says.
  session.setCertificateVerifyProc(({ hostname, verificationResult, certificate }, answer) => {
    shown.set(hostname, { verdict: verificationResult.replace(/^net::/, ''), chain: chainOf(certificate) });
    answer(acceptAll);
  });
  session.webRequest.onBeforeRequest(({ url, resourceType }, answer) => {
    const settle = (refusal: Refusal | null) => {
      if (refusal) onRefused(refusal, url, resourceType === 'mainFrame');
      answer({ cancel: refusal !== null });
    };
    refusalOf(session, new URL(url), openedOrigin).then(settle, () => settle('failed'));
  });
  await session.setProxy(namesAlone(openedOrigin));
  return {
    session,
    certificatesOf: (host) => shown.get(host) ?? null,
    async clear() {
      await session.closeAllConnections();
      await Promise.all([session.clearStorageData(), session.clearCache(), session.clearAuthCache()]);
    },
  };
}

function chainOf(own: Certificate): string[] {
  const chain: string[] = [];
  for (let at: Certificate | undefined = own; at && chain.length < mostCertificates; at = at.issuerCert)
    chain.push(at.data);
  return chain;
}

/**
 * What asks no guard of requests, as WebRTC over TCP and WebTransport do, goes to a proxy that cannot be, unless it names a host of the
 * internet: no bare address, nothing without a dot, and no name below `localhost`. Rules can only let through, and end as names do.
 */
function namesAlone(openedOrigin: string | null): ProxyConfig {
  const endings = [...'abcdefghijklmnopqrsuvwxyz'];
  const names = [
    ...endings.map((letter) => `*.*${letter}`),
    ...endings.filter((letter) => letter !== 's').map((letter) => `*.*${letter}t`),
  ];
  const opened = openedOrigin === null ? [] : [new URL(openedOrigin).host];
  return {
    mode: 'fixed_servers',
    proxyRules: 'http://127.0.0.1:0',
    proxyBypassRules: ['<-loopback>', ...names, '*.*tt', '*.st', '*.host', '*.best', '*.post', ...opened].join(';'),
  };
}

/** Why an address is not asked for; null where it is. Only the open internet is, whatever name leads elsewhere. */
async function refusalOf(session: Session, url: URL, openedOrigin: string | null): Promise<Refusal | null> {
  if (inlineSchemes.has(url.protocol)) return null;
  if (!webSchemes.has(url.protocol)) return 'private';
  if (url.origin === openedOrigin) return null;
  const host = bareHost(url);
  if (isIP(host)) return 'private';
  const found = await session.resolveHost(host).catch(() => null);
  if (!found || found.endpoints.length === 0) return 'failed';
  return found.endpoints.every(({ address }) => isPublicAddress(address)) ? null : 'private';
}

/** No page of strangers is told who sits here: else Electron would send the first certificate of the person that it finds. */
export function keepCertificatesFromGuests(): void {
  app.on('select-client-certificate', (event, contents, _url, _all, answer) => {
    if (contents && !isGuest(contents.session)) return;
    event.preventDefault();
    answer();
  });
}

/** Holds a stranger's page to the web, and to its own window. */
export function guardGuest(contents: WebContents): void {
  const keepOnWeb = (event: { preventDefault(): void; readonly url: string; readonly isMainFrame: boolean }) => {
    if (event.isMainFrame && !/^https?:/.test(event.url)) event.preventDefault();
  };
  contents.on('will-frame-navigate', keepOnWeb);
  contents.on('will-redirect', keepOnWeb);
  contents.on('will-attach-webview', (event) => event.preventDefault());
  // No page keeps anybody by asking whether they want to leave.
  contents.on('will-prevent-unload', (event) => event.preventDefault());
  contents.on('select-bluetooth-device', (event, _all, answer) => {
    event.preventDefault();
    answer('');
  });
  contents.setWindowOpenHandler(({ url, disposition }) => {
    // A link that wants a tab of its own goes on in the same window; other windows are not opened.
    if (disposition === 'foreground-tab' && /^https?:/.test(url)) contents.loadURL(url).catch(() => undefined);
    return { action: 'deny' };
  });
}

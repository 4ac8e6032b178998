import path from 'node:path';
import type { AppInfo } from '../../shared/bridge/contract.ts';
import type { Installation } from './installed.ts';

/** What the program is told from outside: see `build/README.md`. */
export interface Environment {
  /** Base URL of the central server, with no slash at its end; null when none is set up. */
  readonly serverUrl: string | null;
  readonly userDataFolder: string | null;
  readonly demonstration: boolean;
  readonly nativeBinding: string | null;
  readonly runtime: AppInfo['runtime'];
  /** The one address at which a meeting is opened, of loopback; null for those of the local networks. */
  readonly meetingAddress: string | null;
  /** Prints a line when the sign-in page can be used. */
  readonly announcesReady: boolean;
  /** Origin that answers for the page during `npm run dev`. */
  readonly rendererUrl: string | null;
  /** For tests: the one origin on loopback that the capture window may visit. */
  readonly capturedOrigin: string | null;
  readonly bundleFolder: string;
  readonly pageFolder: string;
}

type Variables = Readonly<Record<string, string | undefined>>;

const loopback = new Set(['127.0.0.1', 'localhost', '[::1]']);

function urlOf(text: string | undefined): URL | null {
  return text !== undefined && URL.canParse(text) ? new URL(text) : null;
}

/** The server's base URL. Without TLS only on loopback: tokens and cases never cross a wire in the clear. */
export function safeServerUrl(text: string | undefined): string | null {
  const url = urlOf(text);
  if (!url || url.username || url.password || url.search || url.hash) return null;
  const isSafe = url.protocol === 'https:' || (url.protocol === 'http:' && loopback.has(url.hostname));
  return isSafe ? url.href.replace(/\/+$/, '') : null;
}

function loopbackOrigin(text: string | undefined, protocol: string): string | null {
  const url = urlOf(text);
  return url && url.protocol === protocol && loopback.has(url.hostname) ? url.origin : null;
}

function loopbackAddress(text: string | undefined): string | null {
  return text?.startsWith('127.0.0.') ? text : null;
}

function runtimeOf(text: string | undefined): AppInfo['runtime'] {
  return text === 'standIn' || text === 'override' ? text : 'official';
}

/**
 * Reads the environment. A packaged program, whose `installation` is given, takes the server's URL and the folder from it
 * alone; the rest is for development and tests.
 */
export function readEnvironment(
  variables: Variables,
  bundleFolder: string,
  installation: Installation | null,
): Environment {
  const open: Variables = installation ? {} : variables;
  return {
    serverUrl: safeServerUrl(variables.MINH_TRA_SERVER_URL ?? installation?.serverUrl),
    userDataFolder: variables.MINH_TRA_USER_DATA ? path.resolve(variables.MINH_TRA_USER_DATA) : null,
    demonstration: open.MINH_TRA_DEMO === '1',
    nativeBinding: open.MINH_TRA_NATIVE_BINDING ?? null,
    runtime: runtimeOf(installation ? installation.runtime : variables.MINH_TRA_RUNTIME),
    meetingAddress: loopbackAddress(open.MINH_TRA_MEETING_ADDRESS),
    announcesReady: open.MINH_TRA_CHECK === '1',
    rendererUrl: loopbackOrigin(open.MINH_TRA_RENDERER_URL, 'http:'),
    capturedOrigin: loopbackOrigin(open.MINH_TRA_CAPTURED_ORIGIN, 'https:'),
    bundleFolder,
    pageFolder: path.join(bundleFolder, '../renderer'),
  };
}

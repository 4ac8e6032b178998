import { ProblemError } from '../../../shared/problem/problem.ts';
import { sendingMs } from '../../../shared/protocol/patience.ts';
import { clockHeader, protocolHeader, protocolVersion, serverHeader } from '../../../shared/protocol/version.ts';
import { betterClock, type ClockSample, measureClock } from './clock-offset.ts';
import { limitSilence } from './silence.ts';

/** A body that is read while it is sent, from its beginning should it be sent once more. */
export interface ReadBody {
  readonly sizeBytes: number;
  /** The pieces are whose they are given to. What this throws is what the request throws. */
  read(): AsyncIterable<Uint8Array>;
}

export interface ServerRequest {
  readonly method: 'GET' | 'POST' | 'HEAD' | 'PATCH';
  /** Path and query below the server's base URL, without a slash at its begin. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array<ArrayBuffer> | string;
  /** In place of a body. */
  readonly pieces?: ReadBody;
  /** How much longer than usual the server may work before it answers, in milliseconds. */
  readonly patienceMs?: number;
  /** Any of these ends the request. */
  readonly signals?: readonly AbortSignal[];
}

/** The central server as this laptop reaches it. */
export interface CentralServer {
  /**
   * Asks, and resolves with what a Minh Tra server answered, whatever its status; its body may still be under way. Throws
   * `server.away`, `server.failed`, `server.notOurs` (a portal answered) or `server.older`.
   */
  ask(request: ServerRequest): Promise<Response>;
  /** The best measurement of its clock so far. */
  readonly clock: ClockSample | null;
}

export interface CentralServerParts {
  readonly baseUrl: string | null;
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  readonly onClock?: (clock: ClockSample) => void;
  /**
   * How long an answer may take to begin once the request is sent, and how long its body may be silent. The event stream
   * says something every 15 s.
   */
  readonly answerLimitMs?: number;
  readonly silenceLimitMs?: number;
}

const keptHeaders = /^(content-type|retry-after|upload-offset|upload-length|x-minh-tra-[a-z-]+)$/;
const nullBodyStatus = new Set([101, 204, 205, 304]);

/** A fetch that follows no redirect says so in its message or its cause: Chromium's and Node's differ. */
function isRedirect(thrown: unknown): boolean {
  if (!(thrown instanceof Error)) return false;
  return /redirect/i.test(thrown.message) || isRedirect(thrown.cause);
}

function checkIsOurs(response: Response): void {
  const version = Number(response.headers.get(protocolHeader) ?? protocolVersion);
  if (response.headers.has(serverHeader)) {
    if (version < protocolVersion) throw new ProblemError('server.older');
    return;
  }
  const isProxyFailure = response.status >= 500 && response.status !== 511;
  throw new ProblemError(isProxyFailure ? 'server.failed' : 'server.notOurs');
}

export function centralServer(parts: CentralServerParts): CentralServer {
  const answerLimitMs = parts.answerLimitMs ?? 30_000;
  const silenceLimitMs = parts.silenceLimitMs ?? 45_000;
  let clock: ClockSample | null = null;

  function measure(response: Response, roundTripMs: number): void {
    const serverMs = Number(response.headers.get(clockHeader) ?? Number.NaN);
    if (!Number.isFinite(serverMs) || serverMs <= 0) return;
    clock = betterClock(clock, measureClock(serverMs, Date.now(), roundTripMs));
    parts.onClock?.(clock);
  }

  return {
    get clock() {
      return clock;
    },
    async ask({ method, path, headers, body, pieces, patienceMs = 0, signals = [] }) {
      if (parts.baseUrl === null) throw new ProblemError('server.away');
      const stopper = new AbortController();
      const stop = () => stopper.abort();
      const release = (isWhole: boolean) => {
        for (const signal of signals) signal.removeEventListener('abort', stop);
        if (!isWhole) stop();
      };
      for (const signal of signals) signal.addEventListener('abort', stop);
      if (signals.some((signal) => signal.aborted)) stop();
      const timer = setTimeout(stop, answerLimitMs + patienceMs + sendingMs(pieces?.sizeBytes ?? body?.length ?? 0));
      const sentAt = performance.now();
      try {
        const response = await parts.fetch(`${parts.baseUrl}/${path}`, {
          method,
          headers: { ...headers, [protocolHeader]: String(protocolVersion) },
          ...(body === undefined ? {} : { body }),
          ...(pieces && inPieces(pieces)),
          signal: stopper.signal,
          redirect: 'error',
          credentials: 'omit',
          cache: 'no-store',
        });
        const roundTripMs = performance.now() - sentAt;
        checkIsOurs(response);
        measure(response, roundTripMs);
        return passedOn(response, silenceLimitMs, release);
      } catch (thrown) {
        release(false);
        if (thrown instanceof ProblemError) throw thrown;
        throw new ProblemError(isRedirect(thrown) ? 'server.notOurs' : 'server.away', undefined, { cause: thrown });
      } finally {
        clearTimeout(timer);
      }
    },
  };
}

/** Node's fetch and the session's take pieces as well, which the standard has not. */
function inPieces({ read }: ReadBody): RequestInit {
  return { body: read(), duplex: 'half' } as unknown as RequestInit;
}

/** The answer with the headers that mean something to the window. The body is decoded already: its coding is not named again. */
function passedOn(response: Response, silenceLimitMs: number, release: (isWhole: boolean) => void): Response {
  const headers = new Headers({ 'cache-control': 'no-store' });
  for (const [name, value] of response.headers) if (keptHeaders.test(name)) headers.set(name, value);
  if (response.body === null || nullBodyStatus.has(response.status)) {
    release(true);
    return new Response(null, { status: response.status, headers });
  }
  return new Response(limitSilence(response.body, silenceLimitMs, release), { status: response.status, headers });
}

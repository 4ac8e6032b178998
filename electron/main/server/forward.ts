import { forwardedPaths, serverPathPrefix } from '../../../shared/bridge/contract.ts';
import { ProblemError, problemOf } from '../../../shared/problem/problem.ts';
import { epochHeader } from '../../../shared/protocol/version.ts';
import type { CentralServer, ServerRequest } from './central-server.ts';
import { problemAnswer, readProblem } from './problem-answer.ts';
import { askAs, type Bearer } from './signed-in.ts';

const bodyLimitBytes = 32 * 1_048_576;
/** By asking for this the window says that a server which was restored has back what it had lost. */
const restoredPath = 'sync/restored';
const isPage = /^sync\/(?!stream)[a-z]+\?/;
const sentHeaders = ['content-type', 'content-encoding', 'accept', 'last-event-id'] as const;

async function readBody(request: Request): Promise<Uint8Array<ArrayBuffer> | undefined> {
  if (!request.body) return undefined;
  const parts: Uint8Array[] = [];
  let sizeBytes = 0;
  const reader = request.body.getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    sizeBytes += part.value.byteLength;
    if (sizeBytes > bodyLimitBytes) {
      await reader.cancel();
      throw new ProblemError('request.tooLarge');
    }
    parts.push(part.value);
  }
  const body = new Uint8Array(sizeBytes);
  let at = 0;
  for (const part of parts) {
    body.set(part, at);
    at += part.byteLength;
  }
  return body;
}

function pathOf(url: URL): string | null {
  const path = url.pathname.slice(serverPathPrefix.length);
  return forwardedPaths.some((allowed) => allowed.test(path)) ? `${path}${url.search}` : null;
}

/**
 * Answers a request of the window to `app://minh-tra/server/...` with what the central server says to it. Adds the session,
 * renews it once when the server refuses it, and answers a problem where there is no server to speak of. Never throws.
 */
export function forwarding(
  server: CentralServer,
  bearer: () => Bearer | null,
): (request: Request) => Promise<Response> {
  async function forward(request: Request): Promise<Response> {
    const path = pathOf(new URL(request.url));
    const { method } = request;
    if (path === null || (method !== 'GET' && method !== 'POST')) throw new ProblemError('notFound');
    const session = bearer();
    if (!session) throw new ProblemError('session.expired');
    const body = await readBody(request);
    return checked(await askAs(session, server, asked(request, method, path, body)), path, session);
  }

  return async (request) => {
    try {
      return await forward(request);
    } catch (thrown) {
      return problemAnswer(problemOf(thrown));
    }
  };
}

function asked(
  request: Request,
  method: 'GET' | 'POST',
  path: string,
  body: Uint8Array<ArrayBuffer> | undefined,
): ServerRequest {
  const headers: Record<string, string> = {};
  for (const name of sentHeaders) {
    const value = request.headers.get(name);
    if (value !== null) headers[name] = value;
  }
  return { method, path, headers, signals: [request.signal], ...(body === undefined ? {} : { body }) };
}

/** What is no success is passed on as a problem of the catalogue, whatever stood in its body. */
async function checked(response: Response, path: string, session: Bearer): Promise<Response> {
  if (response.ok) {
    const epoch = response.headers.get(epochHeader);
    // A page of the feed shows that the server knows what this file was told before.
    if (epoch && isPage.test(path)) session.replica.meet(epoch);
    if (epoch && path === restoredPath) session.replica.meetAnew(epoch);
    return response;
  }
  const problem = await readProblem(response);
  if (problem.code === 'device.revoked') session.revoked();
  return problemAnswer(problem, response);
}

import { EventEmitter } from 'node:events';
import { type ClientRequest, type IncomingMessage, net, type Session } from 'electron';
import { giveBack } from '../files/give-back.ts';
import type { ServerSessions } from './server-sessions.ts';

/** An answer to a body in pieces says how far it has come, or what is wrong. */
const mostAnswerBytes = 64 * 1_024;

/**
 * A fetch that takes a body in pieces as well, which are the sender's from then on: one at least. `Session.fetch` holds all of a body, and
 * copies it from process to process again and again (8 MB: 43 ms, so 19). Rejects as it does, and with what the body throws.
 *
 * Pieces go over a connection of their own: where one that served before is cut, Chromium begins the body anew, which is gone, and the request never
 * ends, or the network process does.
 */
export function serverFetch(sessions: ServerSessions): (url: string, init: RequestInit) => Promise<Response> {
  return (url, init) => {
    const { body, signal } = init;
    const isInPieces = typeof body === 'object' && body !== null && Symbol.asyncIterator in body;
    if (!isInPieces) return sessions.shared.fetch(url, init);
    const pieces = body as AsyncIterable<Uint8Array>;
    return sessions.alone(signal ?? new AbortController().signal, (session) => send(session, url, init, pieces));
  };
}

async function send(
  session: Session,
  url: string,
  { method = 'POST', headers, signal }: RequestInit,
  body: AsyncIterable<Uint8Array>,
): Promise<Response> {
  const request = net.request({ session, url, method, redirect: 'error', credentials: 'omit', cache: 'no-store' });
  request.chunkedEncoding = true;
  hearInnerErrors(request);
  for (const [name, value] of new Headers(headers)) request.setHeader(name, value);
  const stop = () => request.abort();
  signal?.addEventListener('abort', stop);
  try {
    const answered = answerTo(request);
    await write(request, body, answered);
    return await answered;
  } finally {
    signal?.removeEventListener('abort', stop);
    // Of one that was answered before all of it was sent the rest is not.
    stop();
  }
}

/** The stream by which Electron hands pieces on breaks with the connection, of which the request itself tells: unheard, its error would be uncaught. */
function hearInnerErrors(request: ClientRequest): void {
  const inner: unknown = Reflect.get(request, '_body');
  if (inner instanceof EventEmitter) inner.on('error', () => undefined);
}

/**
 * Each piece goes once the one before it has been taken, until there is an answer: little is on its way, whatever the network does, and a disk
 * that does not answer holds up nobody.
 */
async function write(
  request: ClientRequest,
  body: AsyncIterable<Uint8Array>,
  answered: Promise<Response>,
): Promise<void> {
  const isOver = answered.then(
    () => null,
    () => null,
  );
  const pieces = body[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = await Promise.race([pieces.next(), isOver]);
      if (next === null) return;
      if (next.done) break;
      const { buffer, byteOffset, byteLength } = next.value;
      const bytes = Buffer.from(buffer, byteOffset, byteLength);
      const taken = new Promise<true>((resolve) => request.write(bytes, undefined, () => resolve(true)));
      if ((await Promise.race([taken, isOver])) === null) return;
      giveBack(next.value);
    }
  } finally {
    // Not waited for: it comes after a read that may never end.
    pieces.return?.().catch(() => undefined);
  }
  request.end();
}

/** The answer once all of it is here, or more than ours has: a portal's page, by whose beginning it is known. */
function answerTo(request: ClientRequest): Promise<Response> {
  return new Promise((resolve, reject) => {
    request.on('error', reject);
    request.on('abort', () => reject(new DOMException('given up', 'AbortError')));
    request.on('response', (message) => {
      const pieces: Buffer[] = [];
      let sizeBytes = 0;
      const end = () => {
        try {
          resolve(responseOf(message, Buffer.concat(pieces)));
        } catch (thrown) {
          reject(thrown);
        }
      };
      message.on('data', (piece) => {
        sizeBytes += piece.byteLength;
        if (sizeBytes > mostAnswerBytes) end();
        else pieces.push(piece);
      });
      message.on('error', reject);
      message.on('end', end);
    });
  });
}

/** Throws for a status or a header that the standard does not know. */
function responseOf({ statusCode: status, headers: told }: IncomingMessage, body: Buffer<ArrayBuffer>): Response {
  const headers = new Headers();
  for (const [name, value] of Object.entries(told)) {
    for (const each of [value].flat()) headers.append(name, each);
  }
  return new Response(body.byteLength > 0 ? body : null, { status, headers });
}

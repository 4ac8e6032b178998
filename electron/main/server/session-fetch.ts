import { type ClientRequest, type IncomingMessage, net, type Session } from 'electron';
import { giveBack } from '../files/give-back.ts';

const hasNoBody = new Set([204, 304]);

/**
 * A session's fetch that takes a body in pieces as well, which are the sender's from then on. `Session.fetch` holds all of a body, and
 * copies it from process to process again and again (8 MB: 45 ms, so 17). Rejects as it does, and with what the body throws.
 */
export function sessionFetch(session: Session): (url: string, init: RequestInit) => Promise<Response> {
  return (url, init) => {
    const { body } = init;
    const isInPieces = typeof body === 'object' && body !== null && Symbol.asyncIterator in body;
    return isInPieces ? send(session, url, init, body as AsyncIterable<Uint8Array>) : session.fetch(url, init);
  };
}

async function send(
  session: Session,
  url: string,
  { method = 'POST', headers, signal }: RequestInit,
  body: AsyncIterable<Uint8Array>,
): Promise<Response> {
  signal?.throwIfAborted();
  const request = net.request({ session, url, method, redirect: 'error', credentials: 'omit', cache: 'no-store' });
  request.chunkedEncoding = true;
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

/** Each piece goes once the one before it has been taken, until there is an answer: little is on its way, whatever the network does. */
async function write(
  request: ClientRequest,
  body: AsyncIterable<Uint8Array>,
  answered: Promise<Response>,
): Promise<void> {
  const isOver = answered.then(
    () => true,
    () => true,
  );
  for await (const piece of body) {
    const bytes = Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength);
    const isTaken = new Promise<false>((resolve) => request.write(bytes, undefined, () => resolve(false)));
    if (await Promise.race([isTaken, isOver])) return;
    giveBack(piece);
  }
  request.end();
}

/** The answer, which is small, once all of it is here. */
function answerTo(request: ClientRequest): Promise<Response> {
  return new Promise((resolve, reject) => {
    request.on('error', reject);
    request.on('abort', () => reject(new DOMException('given up', 'AbortError')));
    request.on('response', (message) => {
      const pieces: Buffer[] = [];
      message.on('data', (piece) => pieces.push(piece));
      message.on('error', reject);
      message.on('end', () => resolve(responseOf(message, Buffer.concat(pieces))));
    });
  });
}

function responseOf({ statusCode: status, headers: told }: IncomingMessage, body: Buffer<ArrayBuffer>): Response {
  const headers = new Headers();
  for (const [name, value] of Object.entries(told)) {
    for (const each of [value].flat()) headers.append(name, each);
  }
  return new Response(hasNoBody.has(status) ? null : body, { status, headers });
}

import type { TSchema } from 'typebox';
import { Value } from 'typebox/value';
import type { ProblemCode } from '../../../shared/problem/catalogue.ts';
import { ProblemError } from '../../../shared/problem/problem.ts';
import { sendingMs } from '../../../shared/protocol/patience.ts';
import { ProblemBody } from '../../../shared/protocol/problem.ts';
import {
  GivenBackReply,
  type GivenBackRequest,
  LostReply,
  type LostRequest,
  type PullReply,
  PushReply,
  type PushRow,
  type RestoredRequest,
} from '../../../shared/protocol/sync.ts';
import { protocolHeader, protocolVersion, serverHeader } from '../../../shared/protocol/version.ts';
import { readEvents, type StreamItem } from './server-sent-events.ts';
import { Stall } from './stall.ts';
import { zip } from './zip.ts';

/** Nothing heard for so long: the connection is dead. */
const silenceMs = 30_000;
/** The stream's comment lines come every 15 seconds. */
const streamSilenceMs = 40_000;

type Fetch = typeof globalThis.fetch;

/** The server's synchronisation routes as functions. What is not a whole answer of our own server is thrown as a problem. */
export class ServerApi {
  readonly #base: string;
  readonly #fetch: Fetch;

  constructor(baseUrl: string, fetch: Fetch) {
    this.#base = `${baseUrl}/sync/`;
    this.#fetch = fetch;
  }

  /** One page of a collection's change feed after the checkpoint; each document has its id in the field `primary`. */
  async pull(
    collection: string,
    primary: string,
    checkpoint: string | undefined,
    limit: number,
    signal: AbortSignal,
  ): Promise<PullReply> {
    const query = new URLSearchParams({ limit: String(limit), ...(checkpoint === undefined ? {} : { checkpoint }) });
    const reply = await this.#json(`${collection}?${query}`, {}, signal, silenceMs);
    if (!isPullReply(reply, primary)) throw new ProblemError('server.notOurs');
    return reply;
  }

  /** Sends rows; answers those that were not accepted by their place, and the receipts of those that were. */
  async push(collection: string, rows: readonly PushRow[], signal: AbortSignal): Promise<PushReply> {
    const reply = await this.#post(collection, { rows }, signal);
    if (!isOf(PushReply, reply)) throw new ProblemError('server.notOurs');
    if (reply.answers.some(({ row }) => row < 0 || row >= rows.length)) throw new ProblemError('server.notOurs');
    return reply;
  }

  /** Which of these states a server that was restored no longer has, by their places. */
  async lost(collection: string, rows: LostRequest['rows'], signal: AbortSignal): Promise<LostReply> {
    const reply = await this.#post(`${collection}/lost`, { rows }, signal);
    if (!isOf(LostReply, reply)) throw new ProblemError('server.notOurs');
    return reply;
  }

  /** Gives back states that the server has lost. */
  async giveBack(collection: string, rows: GivenBackRequest['rows'], signal: AbortSignal): Promise<GivenBackReply> {
    const reply = await this.#post(`${collection}/given-back`, { rows }, signal);
    if (!isOf(GivenBackReply, reply)) throw new ProblemError('server.notOurs');
    return reply;
  }

  /** All was given back to the database of this epoch: requests name it from here on. Throws `server.restored` of another. */
  async restored(body: RestoredRequest, signal: AbortSignal): Promise<void> {
    await this.#post('restored', body, signal);
  }

  /** The live stream of changes; ends with the connection, also when nothing is heard any more. */
  async stream(signal: AbortSignal): Promise<AsyncGenerator<StreamItem>> {
    const stall = new Stall(signal, streamSilenceMs);
    const response = await this.#ask('stream', { headers: { accept: 'text/event-stream' } }, stall);
    const { body } = response;
    const type = response.headers.get('content-type') ?? '';
    if (!body || !type.startsWith('text/event-stream')) throw new ProblemError('server.notOurs');
    return heard(readEvents(body), stall);
  }

  async #post(path: string, body: object, signal: AbortSignal): Promise<unknown> {
    const { bytes, encoding } = await zip(JSON.stringify(body));
    const headers = { 'content-type': 'application/json', 'content-encoding': encoding };
    const patienceMs = silenceMs + sendingMs(bytes.byteLength);
    return this.#json(path, { method: 'POST', body: bytes, headers }, signal, patienceMs);
  }

  async #json(path: string, init: RequestInit, signal: AbortSignal, patienceMs: number): Promise<unknown> {
    const stall = new Stall(signal, patienceMs);
    try {
      const response = await this.#ask(path, init, stall);
      return parse(await text(response, stall));
    } finally {
      stall.end();
    }
  }

  async #ask(path: string, init: RequestInit, stall: Stall): Promise<Response> {
    const headers = { ...init.headers, [protocolHeader]: String(protocolVersion) };
    const options: RequestInit = { ...init, headers, signal: stall.signal, redirect: 'manual', cache: 'no-store' };
    let response: Response;
    try {
      response = await this.#fetch(this.#base + path, options);
    } catch (cause) {
      throw new ProblemError('server.away', undefined, { cause });
    }
    stall.alive();
    if (!response.ok) throw await refusal(response, stall);
    if (!response.headers.has(serverHeader)) throw new ProblemError('server.notOurs');
    const theirs = Number(response.headers.get(protocolHeader) ?? protocolVersion);
    if (theirs < protocolVersion) throw new ProblemError('server.older');
    return response;
  }
}

/** The problem that an answer other than a success carries, or what its status says when it carries none. */
async function refusal(response: Response, stall: Stall): Promise<ProblemError> {
  const body = parseOr(await text(response, stall), null);
  if (isOf(ProblemBody, body)) {
    const retryAfterMs = Number(response.headers.get('retry-after') ?? 0) * 1_000;
    return new ProblemError(body.code, retryAfterMs > 0 ? { ...body.details, retryAfterMs } : body.details);
  }
  const isOurs = response.headers.has(serverHeader);
  return new ProblemError(codeOf(response.status, isOurs));
}

function codeOf(status: number, isOurs: boolean): ProblemCode {
  if (status >= 500) return 'server.failed';
  if (!isOurs) return 'server.notOurs';
  if (status === 401) return 'session.expired';
  if (status === 413) return 'request.tooLarge';
  if (status === 426) return 'server.newer';
  return 'request.invalid';
}

/** The whole body, given up when nothing arrives for too long. */
async function text(response: Response, stall: Stall): Promise<string> {
  try {
    let whole = '';
    const decoder = new TextDecoder();
    for await (const chunk of response.body ?? []) {
      stall.alive();
      whole += decoder.decode(chunk, { stream: true });
    }
    return whole + decoder.decode();
  } catch (cause) {
    throw new ProblemError('server.away', undefined, { cause });
  }
}

function parse(body: string): unknown {
  const nothing = Symbol('no JSON');
  const value = parseOr(body, nothing);
  if (value === nothing) throw new ProblemError('server.notOurs');
  return value;
}

function parseOr(body: string, otherwise: unknown): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return otherwise;
  }
}

function isOf<Schema extends TSchema>(schema: Schema, value: unknown): value is import('typebox').Static<Schema> {
  return Value.Check(schema, value);
}

/** The envelope and each document's identity, by hand: checking 1,000 documents against a schema takes longer than storing them. */
function isPullReply(value: unknown, primary: string): value is PullReply {
  if (typeof value !== 'object' || value === null) return false;
  const { documents, checkpoint, more, remaining, receipts } = value as Partial<Record<keyof PullReply, unknown>>;
  return (
    typeof checkpoint === 'string' &&
    typeof more === 'boolean' &&
    typeof remaining === 'number' &&
    Array.isArray(documents) &&
    documents.every((document) => isDocument(document, primary)) &&
    Array.isArray(receipts) &&
    receipts.length === documents.length &&
    receipts.every((receipt) => typeof receipt === 'string')
  );
}

function isDocument(value: unknown, primary: string): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const fields = value as Readonly<Record<string, unknown>>;
  const id = fields[primary];
  return typeof id === 'string' && id !== '' && typeof fields._deleted === 'boolean';
}

async function* heard(items: AsyncGenerator<StreamItem>, stall: Stall): AsyncGenerator<StreamItem> {
  try {
    for await (const item of items) {
      stall.alive();
      yield item;
    }
  } finally {
    stall.end();
  }
}

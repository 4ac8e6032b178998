import { ProblemError } from '../../../shared/problem/problem.ts';
import { BundleReply, type SignedBundle } from '../../../shared/protocol/bundles.ts';
import { sendingMs } from '../../../shared/protocol/patience.ts';
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
import { type Fetch, isOf, OurServer, silenceMs } from '../server/our-server.ts';
import { Stall } from '../server/stall.ts';
import { readEvents, type StreamItem } from './server-sent-events.ts';
import { zip } from './zip.ts';

/** The stream's comment lines come every 15 seconds. */
const streamSilenceMs = 40_000;

/** The server's synchronisation routes as functions. What is not a whole answer of our own server is thrown as a problem. */
export class ServerApi {
  readonly #server: OurServer;

  constructor(baseUrl: string, fetch: Fetch) {
    this.#server = new OurServer(`${baseUrl}/sync/`, fetch);
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
    const reply = await this.#server.json(`${collection}?${query}`, {}, signal, silenceMs);
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

  /** Brings what a colleague gave to this laptop. */
  async bring(signed: SignedBundle, signal: AbortSignal): Promise<BundleReply> {
    const reply = await this.#post('bundles', signed, signal);
    if (!isOf(BundleReply, reply)) throw new ProblemError('server.notOurs');
    return reply;
  }

  /** The live stream of changes; ends with the connection, also when nothing is heard any more. */
  async stream(signal: AbortSignal): Promise<AsyncGenerator<StreamItem>> {
    const stall = new Stall(signal, streamSilenceMs);
    const response = await this.#server.ask('stream', { headers: { accept: 'text/event-stream' } }, stall);
    const { body } = response;
    const type = response.headers.get('content-type') ?? '';
    if (!body || !type.startsWith('text/event-stream')) throw new ProblemError('server.notOurs');
    return heard(readEvents(body), stall);
  }

  async #post(path: string, body: object, signal: AbortSignal): Promise<unknown> {
    const { bytes, encoding } = await zip(JSON.stringify(body));
    const headers = { 'content-type': 'application/json', 'content-encoding': encoding };
    const patienceMs = silenceMs + sendingMs(bytes.byteLength);
    return this.#server.json(path, { method: 'POST', body: bytes, headers }, signal, patienceMs);
  }
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

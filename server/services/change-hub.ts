import pg from 'pg';
import type { ChangedEvent } from '../../shared/protocol/sync.ts';
import {
  type ChangedNotice,
  changedChannel,
  endedChannel,
  listen,
  readChangedNotice,
  snapshotBounds,
} from '../queries/notices.ts';

/** One device's open event stream. */
export interface Stream {
  readonly sessionId: string;
  readonly scopes: ReadonlySet<string>;
  /** The device's replica; changes that it wrote itself are no news to it. */
  readonly replica: string | undefined;
  send(event: ChangedEvent): void;
  end(): void;
}

const everything = '*';
/** A laptop has one stream, and for a while those that it does not know to be dead. */
const mostStreamsASession = 3;
const firstRetryMs = 25;
const longestRetryMs = 1_000;
/** A connection on which nothing is answered for so long is given up. */
const longestQueryMs = 10_000;

/**
 * One LISTEN connection for all the streams of this instance. A change is told only when a pull can read it: while an older
 * transaction is open the feed stops below it, so the notice waits here and the snapshot is asked again until it has passed.
 */
export class ChangeHub {
  readonly #url: string;
  readonly #collections: readonly string[];
  readonly #onProblem: (error: unknown) => void;
  readonly #streams = new Set<Stream>();
  #client: pg.Client | undefined;
  #waiting: ChangedNotice[] = [];
  #flushTimer: NodeJS.Timeout | undefined;
  #reopenTimer: NodeJS.Timeout | undefined;
  #retryMs = firstRetryMs;
  #isFlushing = false;
  #isClosed = false;

  constructor(url: string, collections: readonly string[], onProblem: (error: unknown) => void) {
    this.#url = url;
    this.#collections = collections;
    this.#onProblem = onProblem;
  }

  /** Connects and listens; resolves once no change can be missed from now on. */
  async open(): Promise<void> {
    const client = new pg.Client({
      connectionString: this.#url,
      keepAlive: true,
      connectionTimeoutMillis: longestQueryMs,
      query_timeout: longestQueryMs,
    });
    client.on('notification', ({ channel, payload }) => this.#heard(channel, payload));
    client.on('error', (error) => this.#lost(client, error));
    client.on('end', () => this.#lost(client, null));
    try {
      await client.connect();
      await listen(client);
      const { xmax } = await snapshotBounds(client);
      if (this.#isClosed) return void (await client.end());
      this.#client = client;
      // Notices sent before this connection listened are lost to it: whatever was under way by now is told of once more.
      this.#waiting.push({ scope: everything, collection: everything, origin: '', xid: String(xmax - 1n) });
      this.#flushSoon(0);
    } catch (error) {
      await client.end().catch(() => undefined);
      throw error;
    }
  }

  get isListening(): boolean {
    return this.#client !== undefined;
  }

  get streamCount(): number {
    return this.#streams.size;
  }

  /** Adds a stream, and ends the oldest of its session when it has too many; answers its removal. */
  add(stream: Stream): () => void {
    if (this.#isClosed) {
      stream.end();
      return () => undefined;
    }
    const others = [...this.#streams].filter(({ sessionId }) => sessionId === stream.sessionId);
    for (const oldest of others.slice(0, Math.max(others.length + 1 - mostStreamsASession, 0))) {
      this.#streams.delete(oldest);
      oldest.end();
    }
    this.#streams.add(stream);
    return () => this.#streams.delete(stream);
  }

  /** Ends every stream and the connection. */
  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#flushTimer);
    clearTimeout(this.#reopenTimer);
    for (const stream of this.#streams) stream.end();
    this.#streams.clear();
    const client = this.#client;
    this.#client = undefined;
    await client?.end();
  }

  #heard(channel: string, payload: string | undefined): void {
    if (channel === endedChannel) {
      for (const stream of this.#streams) if (stream.sessionId === payload) stream.end();
      return;
    }
    const notice = channel === changedChannel ? readChangedNotice(payload) : null;
    if (!notice) return;
    this.#waiting.push(notice);
    this.#retryMs = firstRetryMs;
    this.#flushSoon(0);
  }

  #flushSoon(delayMs: number): void {
    if (this.#isClosed) return;
    clearTimeout(this.#flushTimer);
    this.#flushTimer = setTimeout(() => void this.#flush(), delayMs);
  }

  /** Tells of every waiting change that has become readable, and looks again later for the others. */
  async #flush(): Promise<void> {
    const client = this.#client;
    if (!client || this.#isFlushing) return;
    this.#isFlushing = true;
    try {
      const { xmin } = await snapshotBounds(client);
      const readable = this.#waiting.filter((notice) => BigInt(notice.xid) < xmin);
      this.#waiting = this.#waiting.filter((notice) => BigInt(notice.xid) >= xmin);
      this.#tell(readable);
    } catch (error) {
      this.#lost(client, error);
    } finally {
      this.#isFlushing = false;
    }
    if (this.#waiting.length === 0) return;
    this.#flushSoon(this.#retryMs);
    this.#retryMs = Math.min(this.#retryMs * 2, longestRetryMs);
  }

  #tell(notices: readonly ChangedNotice[]): void {
    const distinct = new Map(
      notices.map((notice) => [`${notice.scope} ${notice.collection} ${notice.origin}`, notice]),
    );
    for (const notice of distinct.values()) {
      for (const stream of this.#streams) {
        if (notice.scope === everything) this.#tellEverything(stream);
        else if (stream.scopes.has(notice.scope) && stream.replica !== notice.origin) {
          stream.send({ scope: notice.scope, collection: notice.collection });
        }
      }
    }
  }

  #tellEverything(stream: Stream): void {
    for (const scope of stream.scopes) {
      for (const collection of this.#collections) stream.send({ scope, collection });
    }
  }

  #lost(client: pg.Client, error: unknown): void {
    if (this.#isClosed || this.#client !== client) return;
    this.#client = undefined;
    if (error) this.#onProblem(error);
    void client.end().catch(() => undefined);
    this.#reopen(firstRetryMs);
  }

  #reopen(delayMs: number): void {
    if (this.#isClosed) return;
    this.#reopenTimer = setTimeout(() => {
      this.open().catch((error: unknown) => {
        this.#onProblem(error);
        this.#reopen(Math.min(delayMs * 2, longestRetryMs));
      });
    }, delayMs);
  }
}

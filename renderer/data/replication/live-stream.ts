import { Value } from 'typebox/value';
import { ChangedEvent } from '../../../shared/protocol/sync.ts';
import { backoffMs } from './backoff.ts';
import type { Link } from './link.ts';
import type { ServerApi } from './server-api.ts';

/** A stream that says nothing in this time is worth opening anew when the machine has slept. */
const freshMs = 16_000;
/** Where no stream comes through, as behind some proxies, the server is asked so often. */
const pollMs = 30_000;

export interface LiveStreamOptions {
  readonly api: ServerApi;
  readonly link: Link;
  /** The server may have something new: in one collection, or, with null, anywhere. */
  readonly changed: (collection: string | null) => void;
}

/** The one stream by which the server tells all collections of changes; opened again for as long as it is not closed. */
export class LiveStream {
  readonly #options: LiveStreamOptions;
  readonly #closed = new AbortController();
  #connection = new AbortController();
  #lastHeard = 0;
  #isReady = false;
  #poll: ReturnType<typeof setInterval> | undefined;
  #endPause: () => void = () => {};

  constructor(options: LiveStreamOptions) {
    this.#options = options;
  }

  start(): void {
    this.#poll = setInterval(() => {
      if (!this.#isReady && this.#options.link.state$.value.kind === 'online') this.#options.changed(null);
    }, pollMs);
    void this.#run();
  }

  /** The machine woke, or the network came back: a stream that has been silent since is not trusted. */
  wake(): void {
    this.#endPause();
    if (this.#isReady && performance.now() - this.#lastHeard > freshMs) this.#connection.abort();
  }

  close(): void {
    clearInterval(this.#poll);
    this.#closed.abort();
    this.#connection.abort();
    this.#endPause();
  }

  async #run(): Promise<void> {
    for (let failures = 0; !this.#closed.signal.aborted; ) {
      this.#connection = new AbortController();
      const { signal } = this.#connection;
      const wasReady = await this.#listenOnce(signal);
      failures = wasReady ? 1 : failures + 1;
      if (!this.#closed.signal.aborted) await this.#pause(backoffMs(failures, Math.random));
    }
  }

  async #listenOnce(signal: AbortSignal): Promise<boolean> {
    const { api, link } = this.#options;
    try {
      // A server that can't tell of changes may still be asked for them: that is no reason to be off-line.
      const items = await link.run(
        (linkSignal) => api.stream(AbortSignal.any([signal, linkSignal])),
        ({ code }) => code === 'server.failed',
      );
      return await this.#listen(items);
    } catch {
      return false;
    }
  }

  /** Listens to the end of a stream; true when it had been ready. */
  async #listen(items: Awaited<ReturnType<ServerApi['stream']>>): Promise<boolean> {
    try {
      for await (const item of items) {
        this.#lastHeard = performance.now();
        if (item.kind === 'event') this.#heard(item.name, item.data);
      }
    } catch {
      // However a stream ends, it is opened again: nothing is lost with it, since the feed has it all.
    }
    const wasReady = this.#isReady;
    this.#isReady = false;
    return wasReady;
  }

  #heard(name: string, data: string): void {
    if (name === 'ready') {
      this.#isReady = true;
      this.#options.changed(null);
    }
    if (name !== 'changed') return;
    const event = parse(data);
    this.#options.changed(Value.Check(ChangedEvent, event) ? event.collection : null);
  }

  async #pause(ms: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.#endPause = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

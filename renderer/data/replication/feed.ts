import type { ReplicationPullHandlerResult } from 'rxdb';
import { BehaviorSubject, filter, firstValueFrom } from 'rxjs';
import { type Problem, problemOf } from '../../../shared/problem/problem.ts';
import { batchLimit, type PullReply } from '../../../shared/protocol/sync.ts';
import type { State } from './ledger.ts';
import type { Link } from './link.ts';
import type { ServerApi } from './server-api.ts';

/** RxDB keeps checkpoints as objects: the server's opaque one inside. */
export interface FeedCheckpoint {
  readonly position: string;
  /** How often the feed was begun anew: RxDB notes no place that is the one it has noted. */
  readonly reading?: number;
}
type Page = ReplicationPullHandlerResult<Record<string, unknown>, FeedCheckpoint>;

const firstPage = 500;
const smallestPage = 25;
const quickMs = 2_000;
const slowMs = 8_000;
/** So many pages may be handed to RxDB before it has stored the first of them. */
const pagesAhead = 2;

export interface FeedOptions {
  readonly collection: string;
  /** Field that holds a document's id. */
  readonly primary: string;
  readonly api: ServerApi;
  readonly link: Link;
  /** Resolves when this collection may download: others go before it the first time. */
  turn(): Promise<void>;
  /**
   * Resolves once none of these documents is on its way to the server. RxDB passes over a pulled state of a document while
   * it does not know what became of the one it sent, and never comes back to it should that have been accepted.
   */
  mayStore(ids: readonly string[]): Promise<void>;
  /** Documents have come, with their receipts, and are on their way into the database; the first download still holds so many. */
  received(documents: readonly State[], receipts: readonly string[], remaining: number): void;
  /** All that the server had when it was asked is stored. */
  whole(): void;
  /** The feed is to be pulled once more from where it was last stored. */
  reread(): void;
}

/** One collection's change feed as RxDB pulls it: page by page, to the end. */
export class Feed {
  /** True from a page with documents until the end of the feed. */
  readonly isReceiving$ = new BehaviorSubject(false);
  readonly #options: FeedOptions;
  #limit = firstPage;
  /** Positions of pages that RxDB has and has not stored yet, oldest first. */
  readonly #unstored$ = new BehaviorSubject<readonly string[]>([]);
  /** The feed's end was reached with the page that led to this position, and no news has come since it was asked for. */
  #endsAt: string | null = null;
  #news = 0;
  /** Where the feed went on to from a stored position without a document to store. */
  #passed: { readonly from: string | undefined; readonly to: string } | null = null;
  /** The end was reached; the round is over once its last page is stored. */
  #isAtEnd = false;
  #isFromStart = false;
  /** Counts pulls and confirmed pushes in the order in which they happened. */
  #time = 0;
  /** When each document's page was asked for, and when a state of it that was sent was confirmed. */
  readonly #askedAt = new Map<string, number>();
  readonly #confirmedAt = new Map<string, number>();
  /** A page was older than what had been confirmed meanwhile: the feed is read again from where it was last stored. */
  #mustReread: 'no' | 'roundGoesOn' | 'nextRound' = 'no';

  constructor(options: FeedOptions) {
    this.#options = options;
  }

  /** RxDB's pull handler; an answer without documents ends RxDB's round. */
  async pull(checkpoint: FeedCheckpoint | undefined): Promise<Page> {
    const { collection, primary, api, link, turn, mayStore, received } = this.#options;
    const { position: from, reading = 0 } = checkpoint ?? {};
    if (this.#mustReread === 'roundGoesOn') {
      this.#mustReread = 'nextRound';
      this.#options.reread();
      return { documents: [], checkpoint };
    }
    if (this.#mustReread === 'nextRound') this.#beginAnew();
    if (from !== undefined && from === this.#endsAt) return this.#end(checkpoint);
    await turn();
    await firstValueFrom(this.#unstored$.pipe(filter((pages) => pages.length < pagesAhead)));
    for (;;) {
      const start = this.#passed && this.#passed.from === from ? this.#passed.to : from;
      const askedAt = ++this.#time;
      const newsBefore = this.#news;
      let isAnew = false;
      const page = await link.run((signal) => {
        isAnew = this.#isFromStart;
        const place = isAnew ? undefined : start;
        return this.#adapting((limit) => api.pull(collection, primary, place, limit, signal));
      });
      const documents = page.documents as State[];
      // A busy server answers a page without documents and a step on: it is asked again for the same.
      if (isAnew && (documents.length > 0 || !page.more)) this.#isFromStart = false;
      if (documents.length > 0) {
        await mayStore(documents.map((document) => String(document[primary])));
        this.#isAtEnd = false;
        this.isReceiving$.next(true);
        for (const document of documents) this.#askedAt.set(String(document[primary]), askedAt);
        if (!page.more && newsBefore === this.#news) this.#endsAt = page.checkpoint;
        this.#unstored$.next([...this.#unstored$.value, page.checkpoint]);
        received(documents, page.receipts, page.remaining);
        return { documents, checkpoint: placeOf(page.checkpoint, isAnew ? reading + 1 : reading) };
      }
      this.#passed = { from, to: page.checkpoint };
      if (!page.more) return this.#end(checkpoint);
    }
  }

  /** The server may have something new: RxDB's next question goes to the server, whatever the last page said. */
  mayHaveNews(): void {
    this.#news += 1;
    this.#endsAt = null;
  }

  /** Places in the feed are worth nothing any more: it is read from its start. */
  readFromStart(): void {
    this.#isFromStart = true;
    this.#passed = null;
    this.mayHaveNews();
  }

  /** The server is known to have a state of this document that was sent to it. */
  confirmed(id: string): void {
    this.#confirmedAt.set(id, ++this.#time);
  }

  /**
   * True when a pulled document may be older than a state of it that was confirmed since its page was asked for. The feed
   * is then read again: it leaves out what this device itself wrote, so nothing would set the older state right.
   */
  isOutdated(id: string): boolean {
    const isOlder = (this.#confirmedAt.get(id) ?? 0) > (this.#askedAt.get(id) ?? 0);
    if (isOlder && this.#mustReread === 'no') this.#readAgain();
    return isOlder;
  }

  /** False while what RxDB would note as its place in the feed is not to be kept. */
  get mayNotePlace(): boolean {
    return this.#mustReread === 'no';
  }

  #readAgain(): void {
    this.#mustReread = 'roundGoesOn';
    this.#endsAt = null;
    this.#passed = null;
    this.#isAtEnd = false;
    this.#unstored$.next([]);
    this.#options.reread();
  }

  /** RxDB reads again from where it was last stored: pages of the round given up are not waited for. */
  #beginAnew(): void {
    this.#mustReread = 'no';
    this.#unstored$.next([]);
  }

  /** RxDB has stored every page up to this position. */
  stored({ position }: FeedCheckpoint): void {
    const unstored = this.#unstored$.value;
    const at = unstored.indexOf(position);
    if (at < 0) return;
    this.#unstored$.next(unstored.slice(at + 1));
    if (this.#isAtEnd && at === unstored.length - 1) this.#finish();
  }

  #end(checkpoint: FeedCheckpoint | undefined): Page {
    this.#endsAt = null;
    this.#isAtEnd = true;
    if (this.#unstored$.value.length === 0) this.#finish();
    return { documents: [], checkpoint };
  }

  #finish(): void {
    this.#isAtEnd = false;
    // Nothing is on its way any more that could be older than what was confirmed.
    this.#askedAt.clear();
    this.#confirmedAt.clear();
    this.isReceiving$.next(false);
    this.#options.whole();
  }

  /** Pages as large as the network carries in a few seconds, and as the server is able to answer. */
  async #adapting(ask: (limit: number) => Promise<PullReply>): Promise<PullReply> {
    const limit = this.#limit;
    const began = performance.now();
    try {
      const page = await ask(limit);
      const tookMs = performance.now() - began - (page.waitedMs ?? 0);
      // So few are asked for after a fault of the server alone: a slow line is no reason to stay with them.
      if (tookMs < quickMs || limit < smallestPage) this.#limit = Math.min(batchLimit, limit * 2);
      else if (tookMs > slowMs) this.#limit = Math.max(smallestPage, Math.ceil(limit / 2));
      return page;
    } catch (thrown) {
      if (isFaultOfServer(problemOf(thrown))) this.#limit = Math.max(1, Math.floor(limit / 4));
      throw thrown;
    }
  }
}

/** True where it may be too much that was asked for; one that says when to come again is busy with others. */
function isFaultOfServer({ code, details }: Problem): boolean {
  return code === 'internal' || (code === 'server.failed' && details?.retryAfterMs === undefined);
}

function placeOf(position: string, reading: number): FeedCheckpoint {
  return reading === 0 ? { position } : { position, reading };
}

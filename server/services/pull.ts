import { readableScopes } from '../../shared/domain/permission/permission.ts';
import { ProblemError } from '../../shared/problem/problem.ts';
import { transact } from '../database/connections.ts';
import { type Feed, type FeedRow, type Filling, feedOf, type Place, type Room } from '../queries/feed.ts';
import { allScopes } from '../queries/people.ts';
import { type Position, readCheckpoint, writeCheckpoint } from './checkpoint.ts';
import type { Context } from './context.ts';
import { type ReceiptContext, receiptOf } from './receipts.ts';
import type { Caller } from './session.ts';

export interface PullPage {
  /** JSON texts of documents, as they are stored. */
  readonly bodies: readonly string[];
  /** Of each body in turn. */
  readonly receipts: readonly string[];
  readonly checkpoint: string;
  readonly more: boolean;
  /** Documents that the first download still holds after this page. */
  readonly remaining: number;
  /** How long the page waited for its turn: a laptop learns from the rest how fast its network is. */
  readonly waitedMs: number;
}

export interface PullRequest {
  readonly collection: string;
  readonly checkpoint: string | undefined;
  readonly limit: number;
  readonly replica: string | undefined;
  /** Aborted when nobody waits for the page any more. */
  readonly signal: AbortSignal;
}

/** Scopes that a caller reads, the shared reference data first. */
export async function scopesOf(context: Context, caller: Caller): Promise<string[]> {
  return readableScopes(caller.person, await allScopes(context.connections.request));
}

/**
 * One page of a collection's feed: for each scope first all documents as they are, newest first, then every change since
 * that began, but for those that the asking replica wrote. Reads below the oldest open transaction only, so that nothing
 * which commits later can be jumped over.
 */
export async function pull(context: Context, caller: Caller, request: PullRequest): Promise<PullPage> {
  const scopes = await scopesOf(context, caller);
  const known = readCheckpoint(request.checkpoint, context.epoch);
  const access = { person: caller.person.id, reads: scopes };
  const read = (limit: number) =>
    transact(
      context.connections.request,
      access,
      (client) => {
        const size = { limit, bytes: context.pageBytes };
        return readPage(feedOf(client, request.collection), context, scopes, known, { ...request, ...size });
      },
      'snapshot',
    );
  const isDownload = scopes.some((scope) => (known.get(scope)?.[0] ?? 'back') === 'back');
  if (!isDownload) return read(request.limit);
  const { downloads } = context;
  const asked = performance.now();
  const waited = () => Math.round(performance.now() - asked);
  const page = await downloads.run(request.signal, async () => {
    const waitedMs = waited();
    return { ...(await read(downloads.pageOf(request.limit))), waitedMs };
  });
  return page ?? { ...askAgain(context, known), waitedMs: waited() };
}

/** A page without documents and with no step on: the laptop asks for it again, and its connection has not gone silent. */
function askAgain({ epoch }: Context, known: ReadonlyMap<string, Position>): Omit<PullPage, 'waitedMs'> {
  return {
    bodies: [],
    receipts: [],
    checkpoint: writeCheckpoint(known, epoch),
    more: true,
    remaining: remainingIn(known),
  };
}

/**
 * The page after `known`, which this server has written: up to `limit` documents and so many bytes of them, but one at
 * least. Throws `server.restored` for places that its feed does not reach.
 */
export async function readPage(
  feed: Feed,
  context: ReceiptContext,
  scopes: readonly string[],
  known: ReadonlyMap<string, Position>,
  { collection, limit, bytes, replica = '' }: Omit<PullRequest, 'checkpoint' | 'signal'> & { readonly bytes: number },
): Promise<PullPage> {
  const end = await feed.end();
  refuseLater(known, end);
  const positions = new Map<string, Position>();
  for (const scope of scopes) positions.set(scope, known.get(scope) ?? (await beginning(feed, scope, end)));
  const page = new Page(limit, bytes);
  await readBack(feed, positions, page);
  if (!page.isFull) await readOn(feed, positions, end, replica, page);
  const { rows } = page;
  const remaining = remainingIn(positions);
  return {
    bodies: rows.map(({ body }) => body),
    receipts: rows.map((row) => receiptOf(context, collection, row)),
    checkpoint: writeCheckpoint(positions, context.epoch),
    more: remaining > 0 || page.isFull,
    remaining,
    waitedMs: 0,
  };
}

function remainingIn(positions: ReadonlyMap<string, Position>): number {
  return [...positions.values()].reduce((sum, position) => sum + (position[0] === 'back' ? position[4] : 0), 0);
}

/** A device that has read further than the feed reaches has seen what a restored copy does not hold. */
function refuseLater(known: ReadonlyMap<string, Position>, end: string): void {
  for (const [, reached] of known.values()) {
    if (BigInt(reached) > BigInt(end)) throw new ProblemError('server.restored');
  }
}

async function beginning(feed: Feed, scope: string, end: string): Promise<Position> {
  const count = await feed.countBefore(scope, end);
  return count === 0 ? ['on', end, '0'] : ['back', end, end, '0', count];
}

/** Rows on their way into a page. */
class Page {
  readonly rows: FeedRow[] = [];
  readonly #limit: number;
  #bytes: number;
  #isCut = false;

  constructor(limit: number, bytes: number) {
    this.#limit = limit;
    this.#bytes = bytes;
  }

  get isFull(): boolean {
    return this.#isCut || this.rows.length >= this.#limit;
  }

  get room(): Room {
    const documents = this.#limit - this.rows.length;
    return { documents, bytes: Math.max(this.#bytes, 0), isEmpty: this.rows.length === 0 };
  }

  take({ rows, isCut }: Filling): void {
    for (const { body } of rows) this.#bytes -= Buffer.byteLength(body);
    this.rows.push(...rows);
    this.#isCut ||= isCut;
  }
}

/** Goes on with the first download of each scope that has one, and moves its position. */
async function readBack(feed: Feed, positions: Map<string, Position>, page: Page): Promise<void> {
  for (const [scope, position] of positions) {
    if (position[0] !== 'back' || page.isFull) continue;
    const [, bound, xid, seq, left] = position;
    const filling = await feed.newestBefore(scope, { xid, seq }, page.room);
    page.take(filling);
    const last = filling.rows.at(-1) ?? { xid, seq };
    if (page.isFull) {
      // One at least is left to ask for, also when changes meanwhile have taken documents out of the count.
      const stillLeft = Math.max(left - filling.rows.length, 1);
      positions.set(scope, ['back', bound, last.xid, last.seq, stillLeft]);
    } else {
      positions.set(scope, ['on', bound, '0']);
    }
  }
}

/** Reads what changed in the scopes whose first download is done, and moves their positions. */
async function readOn(
  feed: Feed,
  positions: Map<string, Position>,
  end: string,
  replica: string,
  page: Page,
): Promise<void> {
  const places = new Map<string, Place>();
  for (const [scope, [kind, xid, seq]] of positions) if (kind === 'on') places.set(scope, { xid, seq });
  const filling = await feed.changesAfter(places, end, replica, page.room);
  page.take(filling);
  // A scope that was read to its end stands at its last change, also where that was the replica's own.
  const reached = page.isFull ? lastReadOf(filling.rows) : await feed.lastPlaces(places, end);
  for (const [scope, place] of reached) positions.set(scope, ['on', place.xid, place.seq]);
}

function lastReadOf(rows: readonly FeedRow[]): Map<string, Place> {
  return new Map(rows.map(({ scope, xid, seq }) => [scope, { xid, seq }]));
}

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ProblemError } from '../../../shared/problem/problem.ts';
import type { PullReply } from '../../../shared/protocol/sync.ts';
import { Feed, type FeedCheckpoint } from './feed.ts';
import { Link } from './link.ts';
import type { ServerApi } from './server-api.ts';

/** What the server does with a question, after so many milliseconds. */
interface Turn {
  readonly afterMs?: number;
  readonly problem?: ProblemError;
}

/** One turn after the other; then it answers at once. */
let turns: Turn[];
/** So many documents at most were asked for each time. */
let limits: number[];
let link: Link;
let feed: Feed;
let at: FeedCheckpoint | undefined;

beforeEach(() => {
  vi.useFakeTimers();
  turns = [];
  limits = [];
  at = undefined;
  link = new Link(() => 0);
  const pull: ServerApi['pull'] = async (_collection, _primary, _checkpoint, limit): Promise<PullReply> => {
    limits.push(limit);
    const { afterMs = 0, problem } = turns.shift() ?? {};
    await new Promise((resolve) => setTimeout(resolve, afterMs));
    if (problem) throw problem;
    const documents = [{ id: 'a', _deleted: false }];
    return { documents, checkpoint: String(limits.length), more: true, remaining: 1, receipts: ['r'] };
  };
  feed = new Feed({
    collection: 'cases',
    primary: 'id',
    api: { pull } as Partial<ServerApi> as ServerApi,
    link,
    turn: async () => {},
    mayStore: async () => {},
    received: () => {},
    whole: () => {},
    reread: () => {},
  });
});
afterEach(() => {
  link.close();
  vi.useRealTimers();
});

/** Pulls and stores so many pages, however often each has to be asked for. */
async function pages(count: number): Promise<void> {
  for (let nth = 0; nth < count; nth++) {
    const page = feed.pull(at);
    await vi.runAllTimersAsync();
    at = (await page).checkpoint;
    if (at) feed.stored(at);
  }
}

const failing = (code: 'internal' | 'server.failed' | 'server.away', details?: { retryAfterMs: number }): Turn => ({
  problem: new ProblemError(code, details),
});

describe('a page of the feed is asked for with fewer documents', () => {
  it.each(['internal', 'server.failed'] as const)('while the server fails at it (%s), down to one', async (code) => {
    turns = Array.from({ length: 6 }, () => failing(code));
    await pages(1);
    expect(limits).toEqual([500, 125, 31, 7, 1, 1, 1]);
  });

  it('and with more again as it answers, from one document on, however slow the network', async () => {
    turns = [...Array.from({ length: 4 }, () => failing('internal')), ...Array(6).fill({ afterMs: 9_000 })];
    await pages(13);
    expect(limits.slice(4)).toEqual([1, 2, 4, 8, 16, 32, 25, 50, 100, 200, 400, 800, 1_000]);
  });

  it('where it comes slowly, but no fewer than are worth the asking', async () => {
    turns = Array(7).fill({ afterMs: 9_000 });
    await pages(7);
    expect(limits).toEqual([500, 250, 125, 63, 32, 25, 25]);
  });
});

describe('a page of the feed is asked for as before', () => {
  it('by a laptop that was told when to come again, or had no network', async () => {
    turns = [failing('server.failed', { retryAfterMs: 10_000 }), failing('server.away'), failing('server.away')];
    await pages(2);
    expect(limits).toEqual([500, 500, 500, 500, 1_000]);
  });
});

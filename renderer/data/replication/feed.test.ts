import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { protocolHeader, protocolVersion, serverHeader } from '../../../shared/protocol/version.ts';
import { Feed, type FeedCheckpoint } from './feed.ts';
import { Link } from './link.ts';
import { ServerApi } from './server-api.ts';

interface Page {
  readonly documents: readonly { readonly id: string; readonly _deleted: boolean }[];
  readonly checkpoint: string;
  readonly more: boolean;
  readonly remaining: number;
  readonly receipts: readonly string[];
  readonly waitedMs?: number;
}

const page = (checkpoint: string, ids: readonly string[], more = false, remaining = 0): Page => ({
  documents: ids.map((id) => ({ id, _deleted: false })),
  checkpoint,
  more,
  remaining,
  receipts: ids.map((id) => `receipt of ${id}`),
});

/** Pages that a server of this test answers, one after the other. */
let pages: (Page | (() => Page))[];
let asked: string[];
let server: Server;
let feed: Feed;
let link: Link;
let reread: number;
let whole: number;
let remaining: number[];

beforeEach(async () => {
  pages = [];
  asked = [];
  reread = 0;
  whole = 0;
  remaining = [];
  server = createServer((request, response) => {
    asked.push(new URL(request.url ?? '/', 'http://server').searchParams.get('checkpoint') ?? '');
    const next = pages.shift();
    response.writeHead(200, {
      'content-type': 'application/json',
      [serverHeader]: 'minh-tra',
      [protocolHeader]: String(protocolVersion),
    });
    response.end(JSON.stringify(typeof next === 'function' ? next() : next));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  link = new Link();
  feed = new Feed({
    collection: 'cases',
    primary: 'id',
    api: new ServerApi(`http://127.0.0.1:${port}`, fetch),
    link,
    turn: async () => {},
    mayStore: async () => {},
    received: (_documents, _receipts, rest) => remaining.push(rest),
    whole: () => {
      whole += 1;
    },
    reread: () => {
      reread += 1;
    },
  });
});
afterEach(async () => {
  link.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

/** What RxDB does with a page: notes its place once it is stored. */
async function pullAndStore(from: FeedCheckpoint | undefined): Promise<FeedCheckpoint | undefined> {
  const { checkpoint, documents } = await feed.pull(from);
  if (checkpoint && documents.length > 0) feed.stored(checkpoint);
  return checkpoint;
}

describe('a feed', () => {
  it('is whole once the last page is stored, and does not ask again at its end', async () => {
    pages = [page('1', ['a', 'b'], true), page('2', ['c'])];
    const first = await pullAndStore(undefined);
    const last = await feed.pull(first);
    expect((await feed.pull(last.checkpoint)).documents).toEqual([]);
    expect(whole).toBe(0);
    feed.stored({ position: '2' });
    expect(whole).toBe(1);
    expect(asked).toEqual(['', '1']);
  });

  it('begins again from its start when places in it are worth nothing any more', async () => {
    pages = [page('1', ['a']), page('2', ['a', 'b'])];
    const first = await pullAndStore(undefined);
    feed.readFromStart();
    const again = await pullAndStore(first);
    expect(again).toEqual({ position: '2', reading: 1 });
    // RxDB keeps no place that is the one it has: the same place is another when it was come to anew.
    pages = [page('2', ['a', 'b'])];
    feed.readFromStart();
    expect(await pullAndStore(again)).toEqual({ position: '2', reading: 2 });
    expect(asked).toEqual(['', '', '']);
  });

  it('asks a busy server again that had no turn for it, from the same place, also where it begins anew', async () => {
    const busy = (checkpoint: string): Page => ({ ...page(checkpoint, [], true, 7), waitedMs: 15_000 });
    pages = [busy(''), busy(''), page('1', ['a'], true), busy('1'), page('2', ['b'])];
    const first = await pullAndStore(undefined);
    const last = await pullAndStore(first);
    expect(last).toEqual({ position: '2' });
    pages = [busy(''), page('2', ['a', 'b'])];
    feed.readFromStart();
    expect(await pullAndStore(last)).toEqual({ position: '2', reading: 1 });
    expect(asked).toEqual(['', '', '', '1', '1', '', '']);
  });

  it('tells with each page how much the first download still holds', async () => {
    pages = [page('1', ['a', 'b'], true, 1), page('2', ['c'])];
    await pullAndStore(await pullAndStore(undefined));
    expect(remaining).toEqual([1, 0]);
  });

  it('asks at its end after all when news has come while the last page was under way', async () => {
    pages = [
      () => {
        feed.mayHaveNews();
        return page('1', ['a']);
      },
      page('2', ['b']),
    ];
    const first = await pullAndStore(undefined);
    expect((await feed.pull(first)).documents).toMatchObject([{ id: 'b' }]);
  });

  it('passes over what holds nothing for this device, to a page that does', async () => {
    pages = [page('1', [], true), page('2', [], true), page('3', ['a'])];
    expect((await feed.pull(undefined)).checkpoint).toEqual({ position: '3' });
    expect(asked).toEqual(['', '1', '2']);
  });

  it('remembers how far it has come where there was nothing to store', async () => {
    pages = [page('1', ['a']), page('5', []), page('5', [])];
    const stored = await pullAndStore(undefined);
    await feed.pull(stored);
    feed.mayHaveNews();
    await feed.pull(stored);
    await feed.pull(stored);
    expect(asked).toEqual(['', '1', '5']);
  });

  it('is read again from where it was stored when a page is older than what was confirmed meanwhile', async () => {
    pages = [
      () => {
        feed.confirmed('a');
        return page('1', ['a', 'b'], true);
      },
      page('2', ['a', 'c']),
    ];
    await feed.pull(undefined);
    expect(feed.isOutdated('b')).toBe(false);
    expect(feed.mayNotePlace).toBe(true);
    expect(feed.isOutdated('a')).toBe(true);
    expect(feed.mayNotePlace).toBe(false);
    expect(reread).toBe(1);
    // RxDB goes on with its round, and is shown its end.
    expect((await feed.pull({ position: '1' })).documents).toEqual([]);
    expect(reread).toBe(2);
    expect(feed.mayNotePlace).toBe(false);
    // The next round begins where the feed was last stored.
    expect((await feed.pull(undefined)).documents).toHaveLength(2);
    expect(feed.mayNotePlace).toBe(true);
    expect(feed.isOutdated('a')).toBe(false);
    expect(asked).toEqual(['', '']);
  });

  it('does not wait for a page of the round that was given up', async () => {
    pages = [
      () => {
        feed.confirmed('a');
        return page('1', ['a'], true);
      },
      // On its way while the page before it proves older than what was confirmed.
      () => {
        feed.isOutdated('a');
        return page('2', ['b']);
      },
      page('2', ['a', 'b']),
      page('2', []),
    ];
    await feed.pull(undefined);
    await feed.pull({ position: '1' });
    await feed.pull({ position: '2' });
    const again = await pullAndStore(undefined);
    expect((await feed.pull(again)).documents).toEqual([]);
    expect(whole).toBe(1);
    expect(feed.isReceiving$.value).toBe(false);
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newEntity } from '../testing/documents.ts';
import { startTestServer, type TestServer } from '../testing/test-server.ts';
import type { TestPage, TestSession } from '../testing/test-session.ts';
import { type Transactions, transactionsOn } from '../testing/transactions.ts';

let server: TestServer;
let binh: TestSession;
let transactions: Transactions;

beforeAll(async () => {
  server = await startTestServer();
  binh = await server.signIn('binh');
  transactions = transactionsOn(server.databaseUrl);
});
afterAll(async () => {
  await transactions.close();
  await server.stop();
});

function idsOf(documents: readonly { readonly [field: string]: unknown }[]): string[] {
  return documents.map(({ id }) => String(id));
}

describe('a transaction that began earlier and commits later', () => {
  it('is not jumped over: what commits meanwhile waits for it, and both then come', async () => {
    const { checkpoint } = await binh.pullAll('entities');
    const early = await transactions.open();
    await early.write('early');
    const late = await transactions.open();
    await late.write('late');
    await late.end('commit');
    const between = await binh.pull('entities', checkpoint);
    expect(between).toMatchObject({ documents: [], more: false });
    await early.end('commit');
    expect(idsOf((await binh.pull('entities', between.checkpoint)).documents)).toEqual(['early', 'late']);
  });

  it('is told of only when it can be read, though its notice came before', async () => {
    const { checkpoint } = await binh.pullAll('entities');
    const an = await server.signIn('an');
    const events = await binh.events();
    const held = await transactions.open();
    await held.write('held');
    const pushed = newEntity(an.person);
    await an.push('entities', [{ base: null, document: pushed }]);
    // The notice of the push is here, but nothing may be said of it yet.
    expect((await binh.pull('entities', checkpoint)).documents).toEqual([]);
    expect(events.received).toEqual([]);
    await held.end('rollback');
    await events.next(({ collection }) => collection === 'entities');
    expect(idsOf((await binh.pull('entities', checkpoint)).documents)).toEqual([pushed.id]);
    await events.close();
  });

  it('is in a first download that began before it ended', async () => {
    const held = await transactions.open();
    await held.write('held-in-first');
    const first = await binh.pull('entities', undefined, 1);
    await held.end('commit');
    expect(idsOf((await binh.pullAll('entities', first.checkpoint, 1)).documents)).toContain('held-in-first');
  });
});

describe('a page', () => {
  /** Sizes of notes, some of which alone are more than a page holds. */
  const notes = [100, 9_000, 4_500, 5_000, 30_000, 31_000, 100, 2_000, 2_000, 2_000, 9_900, 100, 12_000, 100];
  const pageBytes = 10_000;
  const sizeOf = (document: object) => Buffer.byteLength(JSON.stringify(document));

  /** Every page from a place to the feed's end. */
  async function pagesOf(session: TestSession, limit: number, from?: string): Promise<TestPage[]> {
    const pages: TestPage[] = [];
    for (let at = from; pages.at(-1)?.more ?? true; at = pages.at(-1)?.checkpoint) {
      pages.push(await session.pull('entities', at, limit));
    }
    return pages;
  }

  it.each([1, 3, 500])(
    'of %s documents at most ends at so many bytes, with one at least; none is missed, and none comes twice',
    async (limit) => {
      const small = await startTestServer({ limits: { pageBytes } });
      const writers = transactionsOn(small.databaseUrl);
      try {
        const [reader, minh] = [await small.signIn('binh'), await small.signIn('minh')];
        const [before, minhBefore] = [await reader.pullAll('entities'), await minh.pullAll('entities')];
        for (const [at, length] of notes.entries()) {
          const writer = await writers.open();
          await writer.write(`e${at}`, { note: 'x'.repeat(length), scope: at % 3 === 0 ? 'hoa-ban' : 'song-mai' });
          await writer.end('commit');
        }
        const all = notes.map((_, at) => `e${at}`);
        const own = all.filter((_, at) => at % 3 !== 0);
        const others = all.filter((_, at) => at % 3 === 0);
        const read = async (session: TestSession, from?: string) => {
          const pages = await pagesOf(session, limit, from);
          for (const { documents, more } of pages) {
            expect(documents.length).toBeLessThanOrEqual(limit);
            if (more) expect(documents.length).toBeGreaterThan(0);
            const bytes = documents.reduce((sum, document) => sum + sizeOf(document), 0);
            if (documents.length > 1) expect(bytes).toBeLessThanOrEqual(pageBytes);
          }
          return pages;
        };
        const ids = (pages: readonly TestPage[]) => pages.flatMap(({ documents }) => idsOf(documents));
        expect(ids(await read(reader))).toEqual(own.toReversed());
        expect(ids(await read(reader, before.checkpoint))).toEqual(own);
        const first = await read(minh);
        expect(ids(first).toSorted()).toEqual(all.toSorted());
        for (const [at, { remaining }] of first.entries()) {
          expect(remaining).toBeGreaterThanOrEqual(all.length - ids(first.slice(0, at + 1)).length);
        }
        const changes = ids(await read(minh, minhBefore.checkpoint));
        expect([changes.filter((id) => own.includes(id)), changes.filter((id) => others.includes(id))]).toEqual([
          own,
          others,
        ]);
        expect(changes).toHaveLength(all.length);
        // What is written while a first download is cut short comes after it.
        const cut = await minh.pull('entities', undefined, limit);
        const writer = await writers.open();
        await writer.write('e0', { note: 'y'.repeat(20_000), scope: 'hoa-ban' });
        await writer.end('commit');
        const rest = (await minh.pullAll('entities', cut.checkpoint, limit)).documents;
        expect(rest.at(-1)).toMatchObject({ id: 'e0', note: expect.stringMatching(/^y/) });
      } finally {
        await writers.close();
        await small.stop();
      }
    },
  );
});

describe('a checkpoint', () => {
  it('that this server never wrote is refused', async () => {
    for (const checkpoint of [
      'nonsense',
      Buffer.from('{"song-mai":["on","x","0"]}').toString('base64url'),
      'eyJhIjpbXX0',
    ]) {
      const response = await binh.request(`/sync/entities?checkpoint=${checkpoint}`);
      expect([response.status, await response.json()]).toEqual([
        400,
        { code: 'request.invalid', details: { field: 'checkpoint' } },
      ]);
    }
  });

  it('stays as it is while nothing changes', async () => {
    const { checkpoint } = await binh.pullAll('entities');
    await server.sql('select pg_current_xact_id()');
    expect((await binh.pull('entities', checkpoint)).checkpoint).toBe(checkpoint);
  });
});

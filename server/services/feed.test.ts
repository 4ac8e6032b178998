import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newEntity } from '../testing/documents.ts';
import { startTestServer, type TestServer } from '../testing/test-server.ts';
import type { TestSession } from '../testing/test-session.ts';
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

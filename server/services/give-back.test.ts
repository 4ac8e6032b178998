import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { revisionOf } from '../../shared/domain/revision.ts';
import type { PushReply } from '../../shared/protocol/sync.ts';
import { epochHeader } from '../../shared/protocol/version.ts';
import type { ManagedEntity } from '../../shared/schema/entities.ts';
import { edited, newCase, newEntity, newFinding, newId, row, type Wire } from '../testing/documents.ts';
import { keepCopy, restoreCopy } from '../testing/older-copy.ts';
import { startTestServer, type TestServer } from '../testing/test-server.ts';
import type { TestSession } from '../testing/test-session.ts';
import { giveBack, lost, post, told } from '../testing/told-states.ts';
import { transactionsOn } from '../testing/transactions.ts';
import type { WireDocument } from './proposal.ts';

type Entity = Wire<ManagedEntity>;

let server: TestServer;
let an: TestSession;
let binh: TestSession;

beforeEach(async () => {
  server = await startTestServer();
  [an, binh] = await Promise.all([server.signIn('an'), server.signIn('binh')]);
});
afterEach(() => server.stop());

async function restore(): Promise<void> {
  server = await restoreCopy(server);
}

async function change(session: TestSession, from: Entity, changes: Partial<Entity>): Promise<Entity> {
  const next = edited(from, session.person, changes);
  expect(await session.push('entities', [row(next, revisionOf(from))])).toEqual([]);
  return next;
}

/** How many of the database's connections wait for a lock of another. */
async function waiting(): Promise<number> {
  const [{ count } = { count: 0 }] = await server.sql<{ count: number }>(
    `select count(*)::int from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
  );
  return count;
}

async function stored(id: string): Promise<Entity> {
  const [kept] = await server.sql<{ body: string }>('select body from sync.entities where id = $1', [id]);
  return JSON.parse(kept?.body ?? 'null') as Entity;
}

/** An entity of An's that the dump holds, changed by Bình after it. */
async function lostChange(): Promise<{ first: Entity; second: Entity }> {
  const first = newEntity(an.person);
  await an.push('entities', [row(first)]);
  await keepCopy(server);
  return { first, second: await change(binh, first, { note: 'Bình ghi' }) };
}

describe('a server that was restored from an older copy', () => {
  it('gets a lost state back from a laptop whose person did not write it', async () => {
    const { second } = await lostChange();
    const known = await told(an);
    await restore();
    const missing = await lost(an, known.values());
    expect(missing.map(({ document }) => document)).toEqual([second]);
    expect(await giveBack(an, missing)).toBe(1);
    expect(await stored(second.id)).toEqual(second);
    expect(await lost(an, known.values())).toEqual([]);
    // Who goes on from the state that was lost is not in conflict with it.
    await change(binh, second, { phone: '0900 000 001' });
  });

  it('gets it back from one who may only read it, and who may as little write as before', async () => {
    const { first, second } = await lostChange();
    const minh = await server.signIn('minh');
    const known = await told(minh);
    await restore();
    expect(await giveBack(minh, await lost(minh, known.values()))).toBe(1);
    expect(await stored(first.id)).toEqual(second);
    const own = edited(second, minh.person, { note: 'Minh ghi' });
    expect(await minh.push('entities', [row(own, revisionOf(second))])).toMatchObject([{ outcome: 'refused' }]);
  });

  it('gets documents back that the copy never held, a case with its number', async () => {
    await keepCopy(server);
    const made = newCase(binh.person);
    await binh.push('cases', [row(made)]);
    const known = await told(an, 'cases');
    const before = known.get(made.id)?.document;
    expect(before?.number).toMatch(/^KT-/);
    await restore();
    expect(await giveBack(an, await lost(an, known.values(), 'cases'), 'cases')).toBe(1);
    expect((await told(an, 'cases')).get(made.id)?.document).toEqual(before);
  });

  it('gets a case back of which its laptop knows no more than what it pushed, and then its number', async () => {
    await keepCopy(server);
    const made = newCase(binh.person);
    const { receipts } = await post<PushReply>(binh, '/sync/cases', [row(made)]);
    const asPushed = { document: made as unknown as WireDocument, receipt: receipts[0] ?? '' };
    const known = await told(an, 'cases');
    await restore();
    const missing = await lost(binh, [asPushed], 'cases');
    expect(await giveBack(binh, missing, 'cases')).toBe(1);
    expect((await told(an, 'cases')).get(made.id)?.document.number).toMatch(/^KT-/);
    // Later than what was pushed is what the server made of it.
    expect(await giveBack(an, await lost(an, known.values(), 'cases'), 'cases')).toBe(1);
    expect((await told(an, 'cases')).get(made.id)?.document.number).toBe(known.get(made.id)?.document.number);
    expect(await lost(binh, [asPushed], 'cases')).toEqual([]);
  });

  it('gives no number twice, whichever state of which case comes first', async () => {
    await keepCopy(server);
    const [first, second] = [newCase(binh.person), newCase(binh.person)];
    await post<PushReply>(binh, '/sync/cases', [row(first)]);
    const { receipts } = await post<PushReply>(binh, '/sync/cases', [row(second)]);
    const known = await told(an, 'cases');
    await restore();
    // The second case is numbered before the first, and then both come back at once.
    await giveBack(binh, [{ document: second as unknown as WireDocument, receipt: receipts[0] ?? '' }], 'cases');
    await giveBack(an, await lost(an, known.values(), 'cases'), 'cases');
    await an.push('cases', [row(newCase(an.person))]);
    const after = [...(await told(an, 'cases')).values()].map(({ document }) => document);
    expect(new Set(after.map(({ number }) => number)).size).toBe(3);
    expect(after.flatMap(({ conflicts }) => conflicts as unknown[])).toEqual([]);
  });

  it('is given the same by several laptops at once, each in an order of its own, and keeps none of them waiting for another', async () => {
    await keepCopy(server);
    const entities = ['a', 'm', 'z'].map((id) => newEntity(binh.person, { id: `${id}-${newId()}` }));
    await binh.push(
      'entities',
      entities.map((entity) => row(entity)),
    );
    const known = [...(await told(an)).values()].sort((a, b) =>
      String(a.document.id) < String(b.document.id) ? -1 : 1,
    );
    await restore();
    const others = transactionsOn(server.databaseUrl);
    const writer = await others.open();
    // Both come to the one in the middle with one of the others in hand.
    await writer.write(String(known[1]?.document.id));
    const taken = Promise.all([giveBack(an, known), giveBack(binh, known.toReversed())]);
    await vi.waitFor(async () => expect(await waiting()).toBe(2));
    await writer.end('rollback');
    expect((await taken).reduce((sum, each) => sum + each, 0)).toBe(3);
    await others.close();
  });

  it('gets a deletion back, and not the document from a laptop that has not heard of it', async () => {
    const made = newCase(an.person);
    await an.push('cases', [row(made)]);
    const finding = newFinding(an.person, made.id);
    await keepCopy(server);
    await an.push('findings', [row(finding)]);
    const behind = await told(binh, 'findings');
    const gone = { ...edited(finding, an.person, {}), _deleted: true };
    expect(await an.push('findings', [row(gone, revisionOf(finding))])).toEqual([]);
    const known = await told(binh, 'findings');
    await restore();
    expect(await giveBack(an, await lost(an, known.values(), 'findings'), 'findings')).toBe(1);
    expect(await lost(binh, behind.values(), 'findings')).toEqual([]);
    expect(await giveBack(binh, [...behind.values()], 'findings')).toBe(0);
    expect((await told(binh, 'findings')).get(finding.id)?.document._deleted).toBe(true);
  });

  it('knows by whom a state was that it got back in two parts: whoever goes on is refused nothing', async () => {
    const { first, second } = await lostChange();
    const older = await told(an);
    const third = await change(an, second, { phone: '0900 000 003' });
    const newer = await told(binh);
    await restore();
    await giveBack(binh, [...newer.values()]);
    expect(await lost(an, older.values())).toEqual([]);
    expect(await stored(first.id)).toEqual(third);
    const [kept] = await server.sql<{ past_stamps: string }>('select past_stamps from sync.entities where id = $1', [
      first.id,
    ]);
    const stamps = JSON.parse(kept?.past_stamps ?? '[]').map(({ updatedAt }: Entity) => updatedAt);
    expect(stamps).toContain(first.updatedAt);
    expect(stamps).toContain(third.updatedAt);
  });

  it('is not set back by a laptop that is behind the copy', async () => {
    const first = newEntity(an.person);
    await an.push('entities', [row(first)]);
    const known = await told(an);
    const second = await change(binh, first, { note: 'Bình ghi' });
    await keepCopy(server);
    await restore();
    expect(await lost(an, known.values())).toEqual([]);
    expect(await giveBack(an, [...known.values()])).toBe(0);
    expect(await stored(first.id)).toEqual(second);
  });

  it('is not set back by an older of two states that it had lost, whichever comes first', async () => {
    const { first, second } = await lostChange();
    const older = await told(an);
    const third = await change(binh, second, { note: 'Bình sửa' });
    const newer = await told(an);
    for (const order of [
      [older, newer],
      [newer, older],
    ]) {
      await restore();
      for (const known of order) await giveBack(an, [...known.values()]);
      expect(await stored(first.id)).toEqual(third);
    }
  });

  it('keeps both what it had lost and what it was told since', async () => {
    const { first } = await lostChange();
    const known = await told(an);
    await restore();
    await change(await server.signIn('oanh'), first, { phone: '0900 000 002', note: 'Oanh ghi' });
    expect(await giveBack(an, await lost(an, known.values()))).toBe(1);
    const after = await stored(first.id);
    expect(after).toMatchObject({ phone: '0900 000 002' });
    const values = after.conflicts.flatMap((conflict) => conflict.values.map(({ value, by }) => [value, by]));
    expect(values).toEqual([
      ['Bình ghi', 'p-binh'],
      ['Oanh ghi', 'p-oanh'],
    ]);
  });

  it('takes nothing that it did not store: another text, another receipt, another province', async () => {
    const { first } = await lostChange();
    const known = [...(await told(an)).values()];
    const giang = await server.signIn('giang');
    await restore();
    const altered = known.map(({ document, receipt }) => ({ document: { ...document, note: 'giả' }, receipt }));
    const forged = known.map(({ document, receipt }) => ({ document, receipt: receipt.replace(/.$/, '~') }));
    const later = known.map(({ document, receipt }) => ({ document, receipt: receipt.replace(/\.\d+\./, '.99.') }));
    for (const rows of [altered, forged, later]) {
      expect(await giveBack(an, rows)).toBe(0);
      // It differs, and nothing proves which is the later: the laptop stops.
      expect(await lost(an, rows)).toHaveLength(1);
    }
    expect(await lost(giang, known)).toEqual([]);
    expect(await giveBack(giang, known)).toBe(0);
    expect(await stored(first.id)).toEqual(first);
  });

  it('is asked by those who met it before, and judges no push of theirs', async () => {
    const { second } = await lostChange();
    const known = await told(an);
    const { epoch } = server.server.context;
    await restore();
    const met = { [epochHeader]: epoch };
    const rows = [row(second, null)];
    const init = { method: 'POST', headers: { 'content-type': 'application/json', ...met } };
    const push = await an.request('/sync/entities', { ...init, body: JSON.stringify({ rows }) });
    expect(push.status).toBe(409);
    const back = await an.request('/sync/entities/given-back', {
      ...init,
      body: JSON.stringify({ rows: [...known.values()] }),
    });
    expect([back.status, await back.json()]).toEqual([200, { taken: 1 }]);
    // Restored once more meanwhile, it is not the one that was given it all.
    const done = await an.request('/sync/restored', { ...init, body: JSON.stringify({ epoch }) });
    expect([done.status, await done.json()]).toMatchObject([409, { code: 'server.restored' }]);
    const now = JSON.stringify({ epoch: server.server.context.epoch });
    expect((await an.request('/sync/restored', { ...init, body: now })).status).toBe(200);
  });
});

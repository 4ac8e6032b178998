import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nextStamp } from '../../shared/domain/clock/stamp.ts';
import { mergeDocuments } from '../../shared/domain/merge/merge-documents.ts';
import { writeAs } from '../../shared/domain/merge/origins.ts';
import { mergeRulesOf } from '../../shared/domain/merge-rules.ts';
import { revisionOf } from '../../shared/domain/revision.ts';
import type { ManagedEntity } from '../../shared/schema/entities.ts';
import { edited, newAnswer, newCase, newEntity, newFinding, newId, row } from '../testing/documents.ts';
import { startTestServer, type TestServer } from '../testing/test-server.ts';
import type { TestSession } from '../testing/test-session.ts';
import { type Made, make } from '../testing/unit-with-cases.ts';

let server: TestServer;
let an: TestSession;
let binh: TestSession;
let oanh: TestSession;
let dung: TestSession;
let caseId: string;

beforeAll(async () => {
  server = await startTestServer();
  [an, binh, oanh, dung] = await Promise.all([
    server.signIn('an'),
    server.signIn('binh'),
    server.signIn('oanh'),
    server.signIn('dung'),
  ]);
  const made = newCase(binh.person);
  caseId = made.id;
  await binh.push('cases', [row(made)]);
});
afterAll(() => server.stop());

const refusal = (rule: string) => ({ outcome: 'refused', problem: { code: 'permission.denied', details: { rule } } });

/** Resolves once a request waits for what another has locked. */
async function isWaitingForALock(): Promise<void> {
  for (;;) {
    const [found] = await server.sql<{ waits: boolean }>(
      `select exists (select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock') as waits`,
    );
    if (found?.waits) return;
  }
}

/** A document of Bình's that is stored, as it is stored. */
async function storedNow(collection: string): Promise<Made> {
  const document = make(collection, binh.person, caseId);
  expect(await binh.push(collection, [row(document)])).toEqual([]);
  const [kept] = await server.sql<{ body: string }>(`select body from sync.${collection} where id = $1`, [document.id]);
  return JSON.parse(kept?.body ?? '') as Made;
}

describe('writing', () => {
  it('under somebody else’s name, or over who made a document, is refused', async () => {
    const forged = newEntity({ id: 'p-binh', scope: 'song-mai' });
    const stored = await storedNow('entities');
    const taken = { ...edited(stored, an.person, {}), createdBy: 'p-an' };
    const blamed = edited(stored, { id: 'p-dung', scope: 'song-mai' }, {});
    const answers = await an.push('entities', [row(forged), row(taken, revisionOf(stored))]);
    const later = await an.push('entities', [row(blamed, revisionOf(stored))]);
    expect([...answers, ...later]).toEqual([
      { row: 0, ...refusal('author') },
      { row: 1, ...refusal('author') },
      { row: 0, ...refusal('author') },
    ]);
  });

  it('of a merged state under the stored stamp, or an earlier one, is accepted', async () => {
    const first = await storedNow('entities');
    const second = edited(first, an.person, { note: 'hai' });
    expect(await an.push('entities', [row(second, revisionOf(first))])).toEqual([]);
    const merge = (base: Made, mine: Made, theirs: Made) =>
      mergeDocuments({ base, mine, theirs, rules: mergeRulesOf('entities') });
    // A clock that is far behind: what it stamps sorts before the states that it was written over.
    const writtenBehind = (from: Made, turn: number, changes: Partial<ManagedEntity>) => {
      const at = nextStamp(null, turn, 'behind');
      return writeAs(from, { ...from, ...changes }, { by: binh.person.id, at, device: 'behind', clockOffsetMs: 0 });
    };
    const merged = merge(first, writtenBehind(first, 1, { phone: '0900 000 001' }), second);
    expect(merged).toMatchObject({ phone: '0900 000 001', note: 'hai', updatedAt: second.updatedAt });
    expect(await binh.push('entities', [row(merged, revisionOf(second))])).toEqual([]);
    const third = writtenBehind(merged, 2, { note: 'ba' });
    expect(await binh.push('entities', [row(third, revisionOf(merged))])).toEqual([]);
    const unsent = merge(first, writtenBehind(first, 3, { representative: 'Lê Thị Hạnh' }), second);
    const late = merge(second, unsent, third);
    expect(late).toMatchObject({ representative: 'Lê Thị Hạnh', note: 'ba', updatedAt: second.updatedAt });
    expect(await binh.push('entities', [row(late, revisionOf(third))])).toEqual([]);
  });

  it('of one answer by two who had not heard of each other leaves its maker', async () => {
    const mine = { ...newAnswer(an.person, caseId, 'both'), createdAt: '000000000001-test', note: 'của An' };
    const theirs = newAnswer(binh.person, caseId, 'both');
    expect(await binh.push('answers', [row(theirs)])).toEqual([]);
    expect(await an.push('answers', [row(mine)])).toMatchObject([{ outcome: 'conflict' }]);
    expect(await an.push('answers', [row(mine, revisionOf(theirs))])).toEqual([{ row: 0, ...refusal('author') }]);
    const merged = { ...mine, createdAt: theirs.createdAt, createdBy: theirs.createdBy };
    expect(await an.push('answers', [row(merged, revisionOf(theirs))])).toEqual([]);
  });

  it('of an answer or finding that is taken into another case, or into none that is known, is refused', async () => {
    for (const stored of [await storedNow('findings'), await storedNow('answers')]) {
      const collection = 'fact' in stored ? 'findings' : 'answers';
      for (const person of [binh, oanh]) {
        const moved = edited(stored, person.person, { caseId: newId() });
        const [answer] = await person.push(collection, [row(moved, revisionOf(stored))]);
        expect(answer).toMatchObject({ outcome: 'refused' });
      }
    }
    const stray = { ...newAnswer(oanh.person, newId(), 'item'), id: `${caseId}|item-of-others` };
    expect(await oanh.push('answers', [row(stray)])).toMatchObject([
      { outcome: 'refused', problem: { code: 'document.invalid' } },
    ]);
  });

  it('of another number than the server gave is refused', async () => {
    const stored = await storedNow('cases');
    const renumbered = edited(stored, binh.person, { number: 'KT-2026-9999' });
    expect(await binh.push('cases', [row(renumbered, revisionOf(stored))])).toEqual([{ row: 0, ...refusal('number') }]);
  });
});

describe('what is approved', () => {
  it('stands fast: answers and findings are refused, the case still moves', async () => {
    const made = newCase(binh.person);
    await binh.push('cases', [row(made)]);
    const answer = newAnswer(an.person, made.id, 'item');
    await an.push('answers', [row(answer)]);
    await server.sql(
      `update sync.cases set body = (body::jsonb || '{"state":"approved"}')::text, state = 'approved' where id = $1`,
      [made.id],
    );
    const refusal = {
      outcome: 'refused',
      problem: { code: 'workflow.refused', details: { rule: 'locked', from: 'approved', to: 'approved' } },
    };
    const changed = edited(answer, an.person, { note: 'muộn' });
    expect(await an.push('answers', [row(changed, revisionOf(answer))])).toEqual([{ row: 0, ...refusal }]);
    expect(await binh.push('findings', [row(newFinding(binh.person, made.id))])).toEqual([{ row: 0, ...refusal }]);
    const [kept] = await server.sql<{ body: string; revision: string }>('select * from sync.cases where id = $1', [
      made.id,
    ]);
    const stored = JSON.parse(kept?.body ?? '') as typeof made;
    const move = {
      id: newId(),
      from: 'approved',
      to: 'closed',
      by: 'p-dung',
      at: stored.updatedAt,
      reason: '',
    } as const;
    const closed = edited(stored, dung.person, { state: 'closed', moves: [move] });
    expect(await dung.push('cases', [row(closed, kept?.revision ?? null)])).toEqual([]);
  });

  it('stands fast for what is pushed while it is being approved', async () => {
    const made = newCase(binh.person);
    await binh.push('cases', [row(made)]);
    const approving = new pg.Client({ connectionString: server.databaseUrl });
    await approving.connect();
    try {
      await approving.query('begin');
      await approving.query(
        `update sync.cases set body = (body::jsonb || '{"state":"approved"}')::text, state = 'approved' where id = $1`,
        [made.id],
      );
      const pushing = binh.push('findings', [row(newFinding(binh.person, made.id))]);
      await isWaitingForALock();
      await approving.query('commit');
      expect(await pushing).toMatchObject([{ outcome: 'refused', problem: { details: { rule: 'locked' } } }]);
    } finally {
      await approving.end();
    }
  });

  it('is reached by the moves of the workflow alone', async () => {
    const stored = await storedNow('cases');
    const jumped = edited(stored, binh.person, { state: 'approved' });
    expect(await binh.push('cases', [row(jumped, revisionOf(stored))])).toMatchObject([
      { outcome: 'refused', problem: { code: 'workflow.refused', details: { rule: 'state' } } },
    ]);
  });
});

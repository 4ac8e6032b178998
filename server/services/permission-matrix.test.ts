import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nextStamp } from '../../shared/domain/clock/stamp.ts';
import { mergeDocuments } from '../../shared/domain/merge/merge-documents.ts';
import { writeAs } from '../../shared/domain/merge/origins.ts';
import { mergeRulesOf } from '../../shared/domain/merge-rules.ts';
import { revisionOf } from '../../shared/domain/revision.ts';
import type { Synced } from '../../shared/schema/common.ts';
import type { ManagedEntity } from '../../shared/schema/entities.ts';
import {
  edited,
  newActivity,
  newAnswer,
  newCase,
  newEntity,
  newFinding,
  newId,
  row,
  type Wire,
} from '../testing/documents.ts';
import { startTestServer, type TestServer } from '../testing/test-server.ts';
import type { TestSession } from '../testing/test-session.ts';

/** Everybody once: in the case's team, beside it, above it, in another province, in the ministry. */
const people = ['an', 'binh', 'oanh', 'dung', 'quan', 'giang', 'khanh', 'lan', 'minh', 'nga'] as const;
type Username = (typeof people)[number];

const songMai: readonly Username[] = ['an', 'binh', 'oanh', 'dung', 'quan'];
const abroad = { giang: 'scope', khanh: 'scope', lan: 'scope', minh: 'scope', nga: 'scope' } as const;
type Verdict = 'ok' | 'scope' | 'role' | 'team' | 'change' | 'removal' | 'author';
type Row = Readonly<Record<Username, Verdict>>;

const forAll = (verdict: Verdict): Row => ({
  an: verdict,
  binh: verdict,
  oanh: verdict,
  dung: verdict,
  quan: verdict,
  ...abroad,
});

/** What each may write in the scope `song-mai`, about a case whose team is Bình and An. */
const writes: Readonly<Record<string, Row>> = {
  'reference add': forAll('role'),
  'entities add': forAll('ok'),
  'entities change': forAll('ok'),
  'entities remove': { an: 'removal', binh: 'ok', oanh: 'removal', dung: 'ok', quan: 'ok', ...abroad },
  'cases add': { an: 'ok', binh: 'ok', oanh: 'ok', dung: 'ok', quan: 'role', ...abroad },
  'cases change': { an: 'ok', binh: 'ok', oanh: 'team', dung: 'ok', quan: 'role', ...abroad },
  'cases remove': { an: 'removal', binh: 'ok', oanh: 'removal', dung: 'removal', quan: 'role', ...abroad },
  'answers add': { an: 'ok', binh: 'ok', oanh: 'team', dung: 'team', quan: 'role', ...abroad },
  'answers change': { an: 'ok', binh: 'ok', oanh: 'team', dung: 'team', quan: 'role', ...abroad },
  'answers remove': { an: 'ok', binh: 'ok', oanh: 'team', dung: 'team', quan: 'role', ...abroad },
  'findings add': { an: 'ok', binh: 'ok', oanh: 'team', dung: 'team', quan: 'role', ...abroad },
  'findings change': { an: 'ok', binh: 'ok', oanh: 'team', dung: 'team', quan: 'role', ...abroad },
  'findings remove': { an: 'ok', binh: 'ok', oanh: 'team', dung: 'team', quan: 'role', ...abroad },
  'activity add': forAll('ok'),
  'activity change': forAll('change'),
  'activity remove': forAll('change'),
};

let server: TestServer;
let sessions: Map<string, TestSession>;
let caseId: string;

function sessionOf(username: string): TestSession {
  const session = sessions.get(username);
  if (!session) throw new Error(`nobody is called ${username}`);
  return session;
}

beforeAll(async () => {
  server = await startTestServer();
  sessions = new Map();
  for (const username of people) sessions.set(username, await server.signIn(username));
  const binh = sessionOf('binh');
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

type Made = Wire<Synced> & Record<string, unknown>;

/** A document in the scope `song-mai`, by `author`. */
function make(collection: string, author: string): Made {
  const by = { id: author, scope: 'song-mai' };
  switch (collection) {
    case 'cases':
      return newCase(by);
    case 'answers':
      return newAnswer(by, caseId, newId());
    case 'findings':
      return newFinding(by, caseId);
    case 'activity':
      return newActivity(by, caseId);
    case 'reference': {
      const { id, scope, createdAt, createdBy, updatedAt, updatedBy, device, clockOffsetMs, conflicts, _deleted } =
        newEntity(by);
      const synced = {
        id,
        scope,
        createdAt,
        createdBy,
        updatedAt,
        updatedBy,
        device,
        clockOffsetMs,
        conflicts,
        _deleted,
      };
      const dates = { effectiveFrom: null, effectiveTo: null };
      const own = { kind: 'holiday', title: 'Ngày nghỉ', confidence: 'high', source: '', data: {} };
      return { ...synced, ...dates, ...own };
    }
    default:
      return newEntity(by);
  }
}

/** A document of Bình's that is stored, as it is stored. */
async function storedDocument(collection: string): Promise<Made> {
  const document = make(collection, 'p-binh');
  expect(await sessionOf('binh').push(collection, [row(document)])).toEqual([]);
  const [kept] = await server.sql<{ body: string }>(`select body from sync.${collection} where id = $1`, [document.id]);
  return JSON.parse(kept?.body ?? '') as Made;
}

async function verdict(username: Username, what: string): Promise<Verdict> {
  const [collection = '', action] = what.split(' ');
  const session = sessionOf(username);
  const { id } = session.person;
  const stored = action === 'add' ? null : await storedDocument(collection);
  const next = stored
    ? edited(stored, { id, scope: 'song-mai' }, { _deleted: action === 'remove' })
    : make(collection, id);
  const answers = await session.push(collection, [row(next, stored && revisionOf(stored))]);
  const after = await server.sql<{ revision: string }>(`select revision from sync.${collection} where id = $1`, [
    next.id,
  ]);
  const [answer] = answers;
  if (!answer) return 'ok';
  // What is refused has left no trace.
  expect(after.map(({ revision }) => revision)).toEqual(stored ? [revisionOf(stored)] : []);
  if (answer.outcome !== 'refused') throw new Error(`${username} ${what}: ${answer.outcome}`);
  if (answer.problem.code === 'scope.denied') return 'scope';
  return String(answer.problem.details?.rule) as Verdict;
}

describe('writing', () => {
  it.each(Object.entries(writes))('%s', async (what, expected) => {
    const found: [string, Verdict][] = [];
    for (const username of people) found.push([username, await verdict(username, what)]);
    expect(Object.fromEntries(found)).toEqual(expected);
  });

  it('under somebody else’s name, or over who made a document, is refused', async () => {
    const an = sessionOf('an');
    const forged = newEntity({ id: 'p-binh', scope: 'song-mai' });
    const stored = await storedDocument('entities');
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
    const [an, binh] = [sessionOf('an'), sessionOf('binh')];
    const first = await storedDocument('entities');
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
    const [an, binh] = [sessionOf('an'), sessionOf('binh')];
    const mine = { ...newAnswer(an.person, caseId, 'both'), createdAt: '000000000001-test', note: 'của An' };
    const theirs = newAnswer(binh.person, caseId, 'both');
    expect(await binh.push('answers', [row(theirs)])).toEqual([]);
    expect(await an.push('answers', [row(mine)])).toMatchObject([{ outcome: 'conflict' }]);
    expect(await an.push('answers', [row(mine, revisionOf(theirs))])).toEqual([{ row: 0, ...refusal('author') }]);
    const merged = { ...mine, createdAt: theirs.createdAt, createdBy: theirs.createdBy };
    expect(await an.push('answers', [row(merged, revisionOf(theirs))])).toEqual([]);
  });

  it('of an answer or finding that is taken into another case, or into none that is known, is refused', async () => {
    const [binh, oanh] = [sessionOf('binh'), sessionOf('oanh')];
    for (const stored of [await storedDocument('findings'), await storedDocument('answers')]) {
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
    const binh = sessionOf('binh');
    const stored = await storedDocument('cases');
    const renumbered = edited(stored, binh.person, { number: 'KT-2026-9999' });
    expect(await binh.push('cases', [row(renumbered, revisionOf(stored))])).toEqual([{ row: 0, ...refusal('number') }]);
  });
});

describe('what is approved', () => {
  it('stands fast: answers and findings are refused, the case still moves', async () => {
    const [an, binh, dung] = [sessionOf('an'), sessionOf('binh'), sessionOf('dung')];
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
    const binh = sessionOf('binh');
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
    const binh = sessionOf('binh');
    const stored = await storedDocument('cases');
    const jumped = edited(stored, binh.person, { state: 'approved' });
    expect(await binh.push('cases', [row(jumped, revisionOf(stored))])).toMatchObject([
      { outcome: 'refused', problem: { code: 'workflow.refused', details: { rule: 'state' } } },
    ]);
  });
});

describe('reading', () => {
  it.each(['entities', 'cases', 'answers', 'findings', 'activity'])('%s of song-mai', async (collection) => {
    await storedDocument(collection);
    for (const username of people) {
      const { documents } = await sessionOf(username).pullAll(collection);
      const sees = documents.some(({ scope }) => scope === 'song-mai');
      expect([username, sees]).toEqual([
        username,
        songMai.includes(username) || username === 'minh' || username === 'nga',
      ]);
    }
  });

  it('the common reference data is for everybody', async () => {
    for (const username of people) {
      const scopes = (await sessionOf(username).pullAll('reference')).documents.map(({ scope }) => scope);
      expect(scopes).toContain('common');
    }
  });

  it('changes are told only to those who may read them', async () => {
    const [quan, giang, minh] = [sessionOf('quan'), sessionOf('giang'), sessionOf('minh')];
    const [near, foreign, above] = [await quan.events(), await giang.events(), await minh.events()];
    await storedDocument('entities');
    await Promise.all([near.next(), above.next()]);
    expect(foreign.received).toEqual([]);
    await Promise.all([near.close(), foreign.close(), above.close()]);
  });
});

describe('other endpoints', () => {
  const endpoints = ['GET /devices', 'POST /devices/device-none/revoke', 'GET /sync/cases', 'POST /sync/cases'];

  it.each(endpoints)('%s needs a session', async (endpoint) => {
    const [method = '', path = ''] = endpoint.split(' ');
    const response = await fetch(`${server.url}${path}`, { method });
    expect([response.status, await response.json()]).toEqual([401, { code: 'session.expired' }]);
  });

  it('devices are for administrators', async () => {
    for (const username of people) {
      const { status } = await sessionOf(username).request('/devices');
      expect([username, status]).toEqual([username, username === 'quan' || username === 'nga' ? 200 : 403]);
    }
  });

  it('a collection that is not known is not found', async () => {
    expect((await sessionOf('an').request('/sync/pg_class')).status).toBe(404);
  });
});

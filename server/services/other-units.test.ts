import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { revisionOf } from '../../shared/domain/revision.ts';
import type { PushReply, PushRow } from '../../shared/protocol/sync.ts';
import { offsetHeader, sliceType } from '../../shared/protocol/uploads.ts';
import { replicaHeader } from '../../shared/protocol/version.ts';
import { collections } from '../../shared/schema/collections.ts';
import { edited, newCase, row } from '../testing/documents.ts';
import { keepTestKeys } from '../testing/evidence.ts';
import { openEvents } from '../testing/test-events.ts';
import { startTestServer, type TestServer } from '../testing/test-server.ts';
import type { TestSession } from '../testing/test-session.ts';
import { type Made, make } from '../testing/unit-with-cases.ts';

/** Whose documents they are, and who tries to come by them. */
const pairs = [
  { owner: 'dung', strangers: ['giang', 'lan'] },
  { owner: 'khanh', strangers: ['an', 'quan'] },
  { owner: 'minh', strangers: ['binh', 'khanh'] },
] as const;
const written = ['entities', 'cases', 'answers', 'findings', 'evidence', 'documents', 'activity'] as const;

/** A document as its unit has been told it. */
interface Told {
  readonly document: Made;
  readonly receipt: string;
}

let server: TestServer;
const sessions = new Map<string, TestSession>();
/** Of each owner: a document of each collection. */
const known = new Map<string, ReadonlyMap<string, Told>>();

function sessionOf(username: string): TestSession {
  const session = sessions.get(username);
  if (!session) throw new Error(`nobody is called ${username}`);
  return session;
}

/** A word that stands in all that the owner's unit has written. */
const markOf = (owner: string) => `only ${sessionOf(owner).person.scope} reads this`;

beforeAll(async () => {
  server = await startTestServer();
  await keepTestKeys(server);
  const usernames = new Set(pairs.flatMap(({ owner, strangers }) => [owner, ...strangers]));
  for (const username of usernames) sessions.set(username, await server.signIn(username));
  for (const { owner } of pairs) {
    const { person } = sessionOf(owner);
    const made = newCase(person, {
      team: [{ id: person.id, name: '', role: 'leader', sections: [] }],
    }) as unknown as Made;
    const told = new Map<string, Told>();
    for (const collection of ['cases', 'entities', 'answers', 'findings', 'evidence', 'documents', 'activity']) {
      const own = collection === 'cases' ? made : make(collection, person, made.id);
      await sessionOf(owner).push(collection, [row({ ...own, ...marked(collection, markOf(owner)) })]);
      const page = await sessionOf(owner).pull(collection);
      const place = page.documents.findIndex(({ id }) => id === own.id);
      told.set(collection, { document: page.documents[place] as unknown as Made, receipt: page.receipts[place] ?? '' });
    }
    known.set(owner, told);
  }
});
afterAll(() => server.stop());

function marked(collection: string, words: string): object {
  const fields: Readonly<Record<string, string>> = {
    cases: 'content',
    findings: 'fact',
    documents: 'place',
    activity: 'text',
  };
  return { [fields[collection] ?? 'note']: words };
}

const cases = pairs.flatMap(({ owner, strangers }) => strangers.map((stranger) => ({ owner, stranger })));

/** All that is stored of a unit, as one text. */
async function storedOf(scope: string): Promise<string> {
  const parts: string[] = [];
  for (const { name } of collections) {
    const [all] = await server.sql<{ text: string }>(
      `select coalesce(string_agg(d::text, ' ' order by id), '') as text from sync.${name} d where scope = $1`,
      [scope],
    );
    parts.push(all?.text ?? '');
  }
  return parts.join(' ');
}

interface Attack {
  readonly owner: string;
  readonly stranger: TestSession;
  readonly collection: string;
  readonly told: Told;
}

/** Asks as the stranger; the text of the answer, in which nothing of the owner's stands. */
async function ask({ owner, stranger }: Attack, path: string, body?: unknown, headers = {}): Promise<string> {
  const init = {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  };
  const response = await stranger.request(path, body === undefined ? { headers } : init);
  const text = await response.text();
  expect(text).not.toContain(markOf(owner));
  expect([path, response.status < 500]).toEqual([path, true]);
  return text;
}

/** Pushes them at once: the problem that each is refused for, null where it is not. */
async function push(attack: Attack, rows: readonly PushRow[]): Promise<unknown[]> {
  const { answers } = JSON.parse(await ask(attack, `/sync/${attack.collection}`, { rows })) as PushReply;
  return rows.map((_, place) => {
    const answer = answers.find((each) => each.row === place);
    return answer?.outcome === 'refused' ? answer.problem : (answer ?? null);
  });
}

const scopeDenied = { code: 'scope.denied' };
const idTaken = { code: 'document.invalid', details: { field: 'id' } };

async function eachCollection(owner: string, stranger: string, attempt: (attack: Attack) => Promise<void>) {
  for (const collection of written) {
    const told = known.get(owner)?.get(collection);
    if (!told) throw new Error(`${owner} was told nothing of ${collection}`);
    await attempt({ owner, stranger: sessionOf(stranger), collection, told });
  }
}

describe.each(cases)('of what $owner’s unit has written, $stranger', ({ owner, stranger }) => {
  let before: string;
  beforeEach(async () => {
    before = await storedOf(sessionOf(owner).person.scope);
  });

  it('is told nothing, whatever place in the feed they name', async () => {
    await eachCollection(owner, stranger, async (attack) => {
      const { collection } = attack;
      const places = [(await sessionOf(owner).pull(collection)).checkpoint];
      const { epoch } = server.server.context;
      const { scope } = sessionOf(owner).person;
      for (const position of [
        ['on', '0', '0'],
        ['back', '1', '999999999', '0', 5],
      ]) {
        const forged = { epoch, scopes: { [scope]: position } };
        places.push(Buffer.from(JSON.stringify(forged)).toString('base64url'));
      }
      for (const checkpoint of places) {
        const reply = JSON.parse(await ask(attack, `/sync/${collection}?limit=1&checkpoint=${checkpoint}`));
        const next = Buffer.from(String(reply.checkpoint ?? ''), 'base64url').toString();
        expect(next).not.toContain(`"${scope}"`);
      }
    });
  });

  it('changes nothing in it, and takes nothing out of it', async () => {
    await eachCollection(owner, stranger, async (attack) => {
      const { stored, own } = { stored: attack.told.document, own: attack.stranger.person };
      const revision = revisionOf(stored);
      const there = { id: own.id, scope: String(stored.scope) };
      // As their own unit's, under the same id.
      const { id, caseId = '', itemId } = stored;
      const taken = {
        ...make(attack.collection, own, String(caseId)),
        id,
        ...(itemId === undefined ? {} : { itemId }),
      };
      const bases = [revision, null, 'f'.repeat(revision.length)];
      const rows = bases.flatMap((base) => [
        row(edited(stored, there, {}), base),
        row({ ...edited(stored, there, {}), _deleted: true }, base),
        row(taken, base),
      ]);
      expect(await push(attack, rows)).toEqual(bases.flatMap(() => [scopeDenied, scopeDenied, idTaken]));
    });
  });

  it('puts nothing into it: neither a new document, nor one of their own, nor one about its case', async () => {
    await eachCollection(owner, stranger, async (attack) => {
      const { collection, told } = attack;
      const own = attack.stranger.person;
      const caseId = String(known.get(owner)?.get('cases')?.document.id);
      const there = { id: own.id, scope: String(told.document.scope) };
      expect(await push(attack, [row(make(collection, there, caseId))])).toEqual([scopeDenied]);
      if ('caseId' in told.document) {
        expect(await push(attack, [row(make(collection, own, caseId))])).toEqual([idTaken]);
        return;
      }
      if (collection === 'cases' && own.role === 'administrator') return;
      const mine = make(collection, own, '');
      await attack.stranger.push(collection, [row(mine)]);
      const [kept] = await server.sql<{ body: string }>(`select body from sync.${collection} where id = $1`, [mine.id]);
      const stored = JSON.parse(kept?.body ?? '') as Made;
      const moved = edited(stored, own, { scope: there.scope });
      expect(await push(attack, [row(moved, revisionOf(stored))])).toEqual([scopeDenied]);
    });
  });

  it('neither sends nor reads an original of it, nor learns how much of it has come', async () => {
    const id = String(known.get(owner)?.get('evidence')?.document.id);
    for (const part of ['original', 'picture']) {
      const path = `/evidence/${id}/${part}`;
      const slice = { 'content-type': sliceType, [offsetHeader]: '0' };
      const asks: readonly (readonly [string, RequestInit])[] = [
        [path, { method: 'HEAD' }],
        [path, { method: 'PATCH', headers: slice, body: 'khác' }],
        [`${path}/content`, {}],
      ];
      for (const [asked, init] of asks) {
        const { status } = await sessionOf(stranger).request(asked, init);
        expect([asked, init.method, status]).toEqual([asked, init.method, 404]);
      }
    }
  });

  it('learns nothing by its receipts, and gives nothing back by them', async () => {
    await eachCollection(owner, stranger, async (attack) => {
      const { collection, told } = attack;
      const { id, scope } = told.document;
      const rows = [revisionOf(told.document), 'f'.repeat(64)].flatMap((revision) =>
        [told.receipt, 'x', told.receipt.replace(/^[0-9a-f]+/, '0')].map((receipt) => ({
          id,
          scope,
          revision,
          receipt,
        })),
      );
      expect(JSON.parse(await ask(attack, `/sync/${collection}/lost`, { rows })).lost).toEqual([]);
      const given = [told, { ...told, document: { ...told.document, scope: attack.stranger.person.scope } }];
      expect(JSON.parse(await ask(attack, `/sync/${collection}/given-back`, { rows: given }))).toEqual({ taken: 0 });
    });
  });

  it('hears of no change, whose replica soever they name', async () => {
    const [there, own] = [sessionOf(owner), sessionOf(stranger)];
    const posing = { headers: { [replicaHeader]: there.replica } };
    const theirs = await there.events();
    const mine = [await own.events(), await openEvents(() => own.request('/sync/stream', posing))];
    const { scope } = there.person;
    await (await server.signIn(owner)).push('entities', [row(make('entities', there.person, ''))]);
    await theirs.next((event) => event.scope === scope);
    expect(mine.flatMap(({ received }) => received).filter((event) => event.scope === scope)).toEqual([]);
    await Promise.all([theirs, ...mine].map((events) => events.close()));
    before = await storedOf(scope);
  });

  afterEach(async () => {
    expect(await storedOf(sessionOf(owner).person.scope)).toBe(before);
  });
});

describe('who names a colleague’s replica', () => {
  it('keeps from that colleague neither a change nor the news of it', async () => {
    const [binh, an] = [sessionOf('binh'), sessionOf('an')];
    const { checkpoint } = await binh.pullAll('entities');
    const events = await binh.events();
    const hidden = make('entities', an.person, '');
    await an.request('/sync/entities', {
      method: 'POST',
      headers: { 'content-type': 'application/json', [replicaHeader]: binh.replica },
      body: JSON.stringify({ rows: [row(hidden)] }),
    });
    await events.next(({ collection }) => collection === 'entities');
    const { documents } = await binh.pullAll('entities', checkpoint);
    expect(documents.map(({ id }) => id)).toContain(hidden.id);
    await events.close();
  });
});

describe('a place in the feed that no server wrote', () => {
  it.each([
    ['on', '9999999999999999999', '0'],
    ['on', '0', '9999999999999999999'],
    ['back', '1', '1', '9999999999999999999', 3],
  ])('%s %s %s is refused, not failed at', async (...position) => {
    const forged = { epoch: server.server.context.epoch, scopes: { 'song-mai': position } };
    const checkpoint = Buffer.from(JSON.stringify(forged)).toString('base64url');
    const response = await sessionOf('an').request(`/sync/entities?checkpoint=${checkpoint}`);
    expect([response.status, await response.json()]).toEqual([
      400,
      { code: 'request.invalid', details: { field: 'checkpoint' } },
    ]);
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { revisionOf } from '../../shared/domain/revision.ts';
import type { PushReply } from '../../shared/protocol/sync.ts';
import { collections } from '../../shared/schema/collections.ts';
import { edited, newActivity, newId, row } from '../testing/documents.ts';
import { cell, type Line, listIn, tableUnder, wordFor } from '../testing/permission-tables.ts';
import { startTestServer, type TestServer } from '../testing/test-server.ts';
import type { TestSession } from '../testing/test-session.ts';
import { caseStates, type Made, make, type UnitWithCases, unitWithCases } from '../testing/unit-with-cases.ts';

/** Who stands for each column of the table. Everybody once; of those who write nothing here, every role. */
const people: Readonly<Record<string, readonly string[]>> = {
  'leads it': ['binh'],
  'works on it': ['an'],
  'handed over': ['chi'],
  'made it': ['son'],
  inspector: ['oanh'],
  'team leader': ['phuc'],
  supervisor: ['dung'],
  administrator: ['quan'],
  'another unit': ['giang', 'hai', 'khanh', 'huy'],
  'ministry: inspector': ['lan'],
  'ministry: supervisor, administrator': ['minh', 'nga'],
};
const everybody = Object.entries(people).flatMap(([column, usernames]) =>
  usernames.map((username) => [column, username] as const),
);
/** Stands in every document of the unit. */
const marked = `song-mai ${newId()}`;
const lines = tableUnder('Documents');
const named = (line: Line) =>
  [`${cell(line, 'documents')}: ${cell(line, 'done')} ${cell(line, 'case')}`, line] as const;

let server: TestServer;
let unit: UnitWithCases;
const sessions = new Map<string, TestSession>();
/** Ids that a person was told by a pull. */
const told = new Map<string, ReadonlySet<string>>();

function sessionOf(username: string): TestSession {
  const session = sessions.get(username);
  if (!session) throw new Error(`nobody is called ${username}`);
  return session;
}

beforeAll(async () => {
  server = await startTestServer();
  await server.sql(
    `insert into minh_tra.people (id, username, name, title, role, scope, password_hash)
     select 'p-huy', 'huy', 'Huy', '', role, 'hoa-ban', password_hash from minh_tra.people where id = 'p-quan'`,
  );
  for (const [, username] of everybody) sessions.set(username, await server.signIn(username));
  unit = await unitWithCases(server, sessionOf, 2 * everybody.length + 4, marked);
});
afterAll(() => server.stop());

interface Attempt {
  readonly stored: Made | null;
  readonly next: Made;
}

/** What a person tries with a document of the unit in their own name. */
async function attempt(done: string, collection: string, state: string, by: string): Promise<Attempt> {
  const author = { id: sessionOf(by).person.id, scope: collection === 'common reference' ? 'common' : 'song-mai' };
  const caseId = await unit.caseIn(state);
  const said = (own: Parameters<typeof newActivity>[2]): Attempt => ({
    stored: null,
    next: newActivity(author, caseId, { text: marked, ...own }) as unknown as Made,
  });
  const onStored = async (changes: (stored: Made) => object): Promise<Attempt> => {
    const stored = await storedDocument(collection, state);
    return { stored, next: edited(stored, author, changes(stored)) };
  };
  switch (done) {
    case 'add':
      return { stored: null, next: make(collection.replace('common ', ''), author, caseId) };
    case 'change':
      return onStored((stored) => changeOf(collection, stored));
    case 'remove':
      return onStored(() => ({ _deleted: true }));
    case 'name the team':
      return onStored(({ team }) => ({
        team: [...(team as object[]), { id: newId(), name: '', role: 'member', sections: [] }],
      }));
    case 'withdraw':
      return onStored(({ updatedAt }) => ({
        withdrawn: { id: newId(), by: author.id, at: updatedAt, reason: 'chụp nhầm' },
      }));
    case 'cancel':
      return onStored(({ updatedAt }) => ({
        cancelled: { id: newId(), by: author.id, at: updatedAt, reason: 'lập nhầm' },
      }));
    case 'comment':
      return said({ kind: 'comment' });
    case 'diary':
      return said({ kind: 'diary' });
    case 'what the server tells':
      return said({ kind: 'merged' });
    case 'remark':
      return said({ kind: 'remark', mustMend: true });
    case 'resolve':
      return said({ kind: 'reply', replyTo: newId(), resolves: true });
    default:
      throw new Error(`nobody knows how to "${done}"`);
  }
}

const publishedIds: Readonly<Record<string, string>> = {
  reference: 'person-p-an',
  'common reference': 'unit-song-mai',
};

async function storedDocument(collection: string, state: string): Promise<Made> {
  const published = publishedIds[collection];
  const stored = published
    ? (await unit.presentStates('reference', [published])).get(published)
    : await unit.stored(collection, state);
  if (!stored) throw new Error(`no ${collection}`);
  return stored;
}

function changeOf(collection: string, { content, text, fact, note, title }: Made): object {
  const more = (words: unknown) => `${words} ${newId()}`;
  if (collection === 'cases') return { content: more(content) };
  if (collection === 'activity') return { text: more(text) };
  if (collection === 'findings') return { fact: more(fact) };
  return note === undefined ? { title: more(title) } : { note: more(note) };
}

/** Pushes them at once; the word for each answer. What is refused has left no trace, and tells nothing. */
async function tryAll(username: string, collection: string, attempts: readonly Attempt[]): Promise<string[]> {
  const name = collection.replace('common ', '');
  const rows = attempts.map(({ stored, next }) => row(next, stored && revisionOf(stored)));
  const response = await sessionOf(username).request(`/sync/${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ rows }),
  });
  expect(response.status).toBe(200);
  const text = await response.text();
  expect(text).not.toContain(marked);
  const { answers, receipts } = JSON.parse(text) as PushReply;
  const kept = await unit.presentStates(
    name,
    attempts.map(({ next }) => next.id),
  );
  return attempts.map(({ stored, next }, place) => {
    const answer = answers.find((each) => each.row === place);
    const after = kept.get(next.id) ?? null;
    if (answer?.outcome === 'conflict') throw new Error(`${username}: a conflict`);
    expect([place, typeof receipts[place]]).toEqual([place, answer ? 'object' : 'string']);
    // The server completes a new case.
    if (answer || after?.updatedBy !== 'server') expect(after).toEqual(answer ? stored : next);
    return wordFor(answer?.problem ?? null);
  });
}

async function tells(username: string, collection: string, id: string): Promise<string> {
  const key = `${username} ${collection}`;
  if (!told.has(key)) {
    const { documents } = await sessionOf(username).pullAll(collection, undefined, 1_000);
    told.set(key, new Set(documents.map((document) => String(document.id))));
  }
  return told.get(key)?.has(id) ? 'yes' : 'none';
}

const statesOf = (line: Line) => {
  const states = listIn(line, 'case');
  if (states.length === 0) return ['preparing'];
  return states.includes('any') ? caseStates : states;
};

const isRead = (line: Line) => cell(line, 'done') === 'read';

describe('the table', () => {
  it('asks of nobody for whom no person stands', () => {
    for (const line of lines) expect([...line.keys()].slice(3)).toEqual(Object.keys(people));
  });

  it('speaks of every collection, of reading and of writing it', () => {
    const names = collections.map(({ name }) => name).sort();
    for (const some of [lines.filter(isRead), lines.filter((line) => !isRead(line))]) {
      const spoken = new Set(some.flatMap((line) => listIn(line, 'documents')));
      spoken.delete('common reference');
      expect([...spoken].sort()).toEqual(names);
    }
  });

  it('speaks of every state of a case in which something is written', () => {
    for (const collection of ['cases', 'answers', 'findings', 'evidence', 'documents', 'activity']) {
      const states = lines
        .filter((line) => !isRead(line) && listIn(line, 'documents').includes(collection))
        .filter((line) => cell(line, 'done') !== 'add' || collection !== 'cases')
        .flatMap(statesOf);
      expect([collection, [...new Set(states)].sort()]).toEqual([collection, caseStates.toSorted()]);
    }
  });
});

// Nobody writes before everybody has read: what is told is what was there.
describe('reading', () => {
  it.each(lines.filter(isRead).map(named))('%s', async (_, line) => {
    for (const collection of listIn(line, 'documents')) {
      for (const state of statesOf(line)) {
        const { id } = await storedDocument(collection, state);
        for (const [column, username] of everybody) {
          const found = await tells(username, collection.replace('common ', ''), id);
          expect([collection, state, username, found]).toEqual([collection, state, username, cell(line, column)]);
        }
      }
    }
  });
});

describe('writing', () => {
  it.each(lines.filter((line) => !isRead(line)).map(named))('%s', async (_, line) => {
    const wrong: string[][] = [];
    const all = listIn(line, 'done').flatMap((done) => statesOf(line).map((state) => ({ done, state })));
    for (const collection of listIn(line, 'documents')) {
      for (const [column, username] of everybody) {
        const attempts = await Promise.all(all.map(({ done, state }) => attempt(done, collection, state, username)));
        const found = await tryAll(username, collection, attempts);
        const expected = cell(line, column);
        for (const [place, { done, state }] of all.entries()) {
          if (found[place] !== expected) wrong.push([collection, done, state, username, `${found[place]}`, expected]);
        }
      }
    }
    expect(wrong).toEqual([]);
  });
});

import { afterAll, beforeAll } from 'vitest';
import { importDocuments } from '../../server/services/import-documents.ts';
import type { WireDocument } from '../../server/services/proposal.ts';
import { newActivity, newAnswer, newCase, newEntity, newFinding, row } from '../../server/testing/documents.ts';
import { type ServerProcess, startServerProcess } from '../../server/testing/server-process.ts';
import { databaseWithPeople, startTestServer } from '../../server/testing/test-server.ts';
import { openTestSession, type TestSession } from '../../server/testing/test-session.ts';
import type { PullReply } from '../../shared/protocol/sync.ts';
import { type Outcome, type Play, scenario } from './scenario.ts';

let databaseUrl: string;
let server: ServerProcess;
beforeAll(async () => {
  databaseUrl = await databaseWithPeople();
});
afterAll(() => server?.end('SIGTERM'));

const collections = ['reference', 'cases', 'entities', 'answers', 'findings', 'activity'] as const;
type Collection = (typeof collections)[number];
const answersACase = 6;
const findingsACase = 2;
const documentsACase = answersACase + findingsACase + 2;
/** 300 laptops download 10,000 documents each, 20 laptops 660. */
const documentsALaptop = 100 / 3;
/** So long a laptop waits for an answer, as in renderer/data/replication/server-api.ts. */
const patienceMs = 30_000;
const signInsAtOnce = 8;
const people = ['an', 'binh', 'dung', 'chi', 'phuc', 'oanh', 'son'];

/** Each document that a download must bring, as text, by its id. */
type Wanted = ReadonlyMap<Collection, ReadonlyMap<string, string>>;

async function fill(count: number): Promise<Wanted> {
  const { server: filler, stop } = await startTestServer({ databaseUrl });
  const author = { id: 'p-an', scope: 'song-mai' };
  const cases = Array.from({ length: Math.ceil(count / documentsACase) }, (_, at) =>
    newCase(author, { number: `T-${at}`, content: `Nội dung kiểm tra số ${at}` }),
  );
  const some = <Made>(length: number, make: (caseId: string, at: number) => Made) =>
    cases.flatMap(({ id }) => Array.from({ length }, (_, at) => make(id, at)));
  const filled = {
    cases,
    entities: [newEntity(author)],
    answers: some(answersACase, (caseId, at) => newAnswer(author, caseId, `item-${at}`, { note: `Ghi chú ${at}` })),
    findings: some(findingsACase, (caseId) => newFinding(author, caseId)),
    activity: some(1, (caseId) => newActivity(author, caseId)),
  };
  const wanted = new Map<Collection, Map<string, string>>();
  for (const [name, documents] of Object.entries(filled)) {
    const collection = filler.context.registry.find(name);
    if (!collection) throw new Error(`no collection ${name}`);
    const stored = documents.map(({ _deleted, ...document }) => document);
    await importDocuments(filler.context.connections.owner, collection, stored);
    wanted.set(name as Collection, new Map(stored.map((each) => [each.id, textOf({ ...each, _deleted: false })])));
  }
  await stop();
  return wanted;
}

function textOf(document: object): string {
  return JSON.stringify(document);
}

/** A page of a collection, or an error that says what came instead. */
async function page(session: TestSession, collection: Collection, checkpoint: string | undefined) {
  const query = new URLSearchParams({ limit: '500', ...(checkpoint === undefined ? {} : { checkpoint }) });
  const response = await session.request(`/sync/${collection}?${query}`, { signal: AbortSignal.timeout(patienceMs) });
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
  return (await response.json()) as PullReply & { documents: WireDocument[] };
}

/** What is missing in a first download of all collections, and what is not as the database has it. */
async function download(session: TestSession, wanted: Wanted): Promise<Pick<Outcome, 'lost' | 'diverged'>> {
  const lost: string[] = [];
  const diverged: string[] = [];
  for (const collection of collections) {
    const missing = new Map(wanted.get(collection) ?? []);
    for (let checkpoint: string | undefined, more = true; more; ) {
      const read = await page(session, collection, checkpoint);
      for (const document of read.documents) {
        const text = missing.get(String(document.id));
        if (text !== undefined && text !== textOf(document)) diverged.push(`${collection} ${document.id}`);
        missing.delete(String(document.id));
      }
      ({ checkpoint, more } = read);
    }
    lost.push(...[...missing.keys()].map((id) => `${collection} ${id}`));
  }
  return { lost, diverged };
}

/** Everybody's first sign-in, from the one address of their office. */
async function signIn(url: string, count: number): Promise<TestSession[]> {
  const sessions: TestSession[] = [];
  let next = 0;
  const queue = async () => {
    for (let at = next++; at < count; at = next++) {
      sessions.push(await openTestSession(url, people[at % people.length] ?? 'an'));
    }
  };
  await Promise.all(Array.from({ length: signInsAtOnce }, queue));
  return sessions;
}

/** One who enters a case after the other, and a colleague who reads each; answers what they were refused. */
async function work(writer: TestSession, reader: TestSession, isOver: () => boolean) {
  const refused: string[] = [];
  const pushed = new Set<string>();
  let longestMs = 0;
  let { checkpoint } = await reader.pullAll('cases');
  while (!isOver()) {
    const began = performance.now();
    try {
      const entered = newCase(writer.person);
      const signal = AbortSignal.timeout(patienceMs);
      const init = { method: 'POST', body: JSON.stringify({ rows: [row(entered)] }), signal };
      const answer = await writer.request('/sync/cases', { ...init, headers: { 'content-type': 'application/json' } });
      if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
      await answer.json();
      pushed.add(entered.id);
      const read = await page(reader, 'cases', checkpoint);
      for (const document of read.documents) pushed.delete(String(document.id));
      ({ checkpoint } = read);
    } catch (error) {
      refused.push(String(error));
    }
    longestMs = Math.max(longestMs, performance.now() - began);
  }
  const { documents } = await reader.pullAll('cases', checkpoint);
  for (const { id } of documents) pushed.delete(String(id));
  return { refused, unread: [...pushed], longestMs: Math.round(longestMs) };
}

/** The most memory that the server has had so far, in MB. */
async function memoryMb(url: string): Promise<number> {
  const figures = await (await fetch(`${url}/metrics`)).text();
  return Math.round(Number(/^minh_tra_process_resident_memory_bytes (\S+)/m.exec(figures)?.[1]) / 2 ** 20);
}

async function downloadAll({ rounds, note }: Play): Promise<Outcome> {
  const wanted = await fill(Math.ceil(rounds * documentsALaptop));
  server = await startServerProcess({ DATABASE_URL: databaseUrl, TRUST_PROXY: '1' });
  const { url } = server;
  const sessions = await signIn(url, rounds);
  const [writer, reader] = [await openTestSession(url, 'an'), await openTestSession(url, 'binh')];
  const beforeMb = await memoryMb(url);
  let mostMb = beforeMb;
  const watch = setInterval(async () => {
    mostMb = Math.max(mostMb, await memoryMb(url).catch(() => 0));
  }, 1_000);
  let isOver = false;
  const working = work(writer, reader, () => isOver);
  const began = performance.now();
  const downloads = await Promise.all(
    sessions.map((session) =>
      download(session, wanted).catch((error: unknown) => ({ lost: [String(error)], diverged: [] })),
    ),
  );
  const downloadsMs = Math.round(performance.now() - began);
  isOver = true;
  const { refused, unread, longestMs } = await working;
  clearInterval(watch);
  note(`${rounds} laptops, ${downloadsMs} ms; longest push and pull meanwhile ${longestMs} ms`);
  const documents = [...wanted.values()].reduce((sum, { size }) => sum + size, 0);
  return {
    acknowledged: documents * rounds,
    lost: [...downloads.flatMap(({ lost }) => lost), ...refused, ...unread],
    doubled: [],
    diverged: downloads.flatMap(({ diverged }) => diverged),
    measured: { documents, downloadsMs, longestMs, beforeMb, mostMb },
  };
}

// Many laptops download everything for the first time, at once, while others go on working.
scenario('first downloads', { ci: 20, full: 300, roundMs: 5_000 }, downloadAll);

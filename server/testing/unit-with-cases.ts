import { revisionOf } from '../../shared/domain/revision.ts';
import type { CaseState, InspectionCase } from '../../shared/schema/cases.ts';
import type { Synced } from '../../shared/schema/common.ts';
import {
  edited,
  newActivity,
  newAnswer,
  newCase,
  newDocument,
  newEntity,
  newFinding,
  newId,
  newReference,
  newTemplate,
  row,
  type Wire,
} from './documents.ts';
import { keepTestKeys, newEvidence } from './evidence.ts';
import type { TestServer } from './test-server.ts';
import type { TestSession } from './test-session.ts';

export type Made = Wire<Synced> & Record<string, unknown>;
type Case = Wire<InspectionCase>;
type Collection = 'templates' | 'entities' | 'cases' | 'answers' | 'findings' | 'evidence' | 'documents' | 'activity';

/** Where the tables of docs/security.md have cases, and the moves that lead there: who makes them, and to which state. */
const toApproval: readonly (readonly [string, CaseState])[] = [
  ['binh', 'decided'],
  ['binh', 'announced'],
  ['an', 'onSite'],
  ['binh', 'reporting'],
  ['binh', 'submitted'],
  ['dung', 'approved'],
];
const ways: Readonly<Record<string, readonly (readonly [string, CaseState])[]>> = {
  preparing: [],
  onSite: toApproval.slice(0, 3),
  approved: toApproval,
  closed: [...toApproval, ['dung', 'closed']],
};
export const caseStates = Object.keys(ways);

/** The unit `song-mai` with a case in each state, and documents of it: all pushed by the people whose work it is. */
export interface UnitWithCases {
  /** Id of the case in a state; the same until it is deleted, then of another one. */
  caseIn(state: string): Promise<string>;
  /** A stored document, of a case in that state, that nobody has touched yet; of `cases`, the case as it is now. */
  stored(collection: string, state: string): Promise<Made>;
  /** Present states of documents by id, whatever became of them. */
  presentStates(collection: string, ids: readonly string[]): Promise<ReadonlyMap<string, Made>>;
}

/** Prepares `spare` documents of each collection for each state. `marked`: a word that stands in every one of them. */
export async function unitWithCases(
  server: TestServer,
  sessionOf: (username: string) => TestSession,
  spare: number,
  marked: string,
): Promise<UnitWithCases> {
  await keepTestKeys(server);
  const cases = new Map<string, string>();
  const pool = new Map<string, Made[]>();
  const presentStates = async (collection: string, ids: readonly string[]) => {
    const kept = await server.sql<{ id: string; body: string }>(
      `select id, body from sync.${collection} where id = any ($1)`,
      [ids],
    );
    return new Map(kept.map(({ id, body }) => [id, JSON.parse(body) as Made]));
  };
  const presentCase = async (id: string) => (await presentStates('cases', [id])).get(id) as unknown as Case;
  const pushAll = async (username: string, collection: string, rows: ReturnType<typeof row>[]) => {
    const answers = await sessionOf(username).push(collection, rows);
    if (answers.length > 0) throw new Error(`${username} ${collection}: ${JSON.stringify(answers[0])}`);
  };
  const change = async (username: string, id: string, changes: (stored: Case) => Partial<Case>) => {
    const stored = await presentCase(id);
    const next = edited(stored, sessionOf(username).person, changes(stored));
    await pushAll(username, 'cases', [row(next, revisionOf(stored))]);
  };
  /** Made by Sơn, who puts himself and Chi beside Bình and An; then Bình hands the work of these two over. */
  const begin = async () => {
    const son = sessionOf('son').person;
    const made = newCase(son, { content: marked });
    const others = [sessionOf('chi').person, son].map(({ id, name }) => ({
      id,
      name,
      role: 'member' as const,
      sections: [],
    }));
    const shared: Case = { ...made, team: [...made.team, ...others] };
    await pushAll('son', 'cases', [row(shared)]);
    return made;
  };
  for (const state of caseStates) {
    const { id, team } = await begin();
    cases.set(state, id);
    const binh = sessionOf('binh').person;
    const many = <Document>(make: () => Document, times = 1) => Array.from({ length: times * spare }, make);
    const documents: Readonly<Record<string, Wire<Synced>[]>> = {
      answers: many(() => newAnswer(binh, id, newId(), { note: marked })),
      findings: many(() => newFinding(binh, id, { fact: marked })),
      // More is tried with these two.
      evidence: many(() => newEvidence(binh, id, { note: marked }), 2),
      documents: many(() => newDocument(binh, id, { place: marked }), 2),
      activity: many(() => newActivity(binh, id, { text: marked })),
      entities: many(() => newEntity(binh, { note: marked })),
      templates: many(() => newTemplate(binh, { note: marked })),
    };
    for (const [collection, all] of Object.entries(documents)) {
      await pushAll(
        'binh',
        collection,
        all.map((document) => row(document)),
      );
      pool.set(`${collection} ${state}`, all as Made[]);
    }
    await change('binh', id, () => ({ team }));
    for (const [username, to] of ways[state] ?? []) {
      const by = sessionOf(username).person.id;
      await change(username, id, (stored) => ({
        state: to,
        moves: [...stored.moves, { id: newId(), from: stored.state, to, by, at: stored.updatedAt, reason: 'lý do' }],
      }));
    }
  }
  const caseIn = async (state: string) => {
    const id = cases.get(state) ?? '';
    if (!(await presentCase(id))._deleted) return id;
    const { id: another, team } = await begin();
    await change('binh', another, () => ({ team }));
    cases.set(state, another);
    return another;
  };
  return {
    caseIn,
    presentStates,
    async stored(collection, state) {
      if (collection === 'cases') return (await presentCase(await caseIn(state))) as unknown as Made;
      const next = pool.get(`${collection} ${state}`)?.pop();
      if (!next) throw new Error(`no more ${collection} of a case that is ${state}`);
      return next;
    },
  };
}

/** A new document of a collection, about a case. */
export function make(collection: string, author: { id: string; scope: string }, caseId: string): Made {
  const makers: Readonly<Record<Collection | 'reference', () => object>> = {
    templates: () => newTemplate(author),
    entities: () => newEntity(author),
    cases: () => newCase(author),
    answers: () => newAnswer(author, caseId, newId()),
    findings: () => newFinding(author, caseId),
    evidence: () => newEvidence(author, caseId),
    documents: () => newDocument(author, caseId),
    activity: () => newActivity(author, caseId),
    reference: () => newReference(author),
  };
  const maker = makers[collection as keyof typeof makers];
  if (!maker) throw new Error(`nothing makes a document of ${collection}`);
  return maker() as Made;
}

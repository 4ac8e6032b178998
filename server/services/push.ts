import type pg from 'pg';
import { writableScopes } from '../../shared/domain/permission/permission.ts';
import { revisionOf } from '../../shared/domain/revision.ts';
import type { Problem } from '../../shared/problem/problem.ts';
import type { PushRow } from '../../shared/protocol/sync.ts';
import { type Queryable, transact } from '../database/connections.ts';
import {
  insertStates,
  keyOf,
  lockStates,
  type NewState,
  readStates,
  type StoredState,
  updateStates,
} from '../queries/documents.ts';
import { announceChanged } from '../queries/notices.ts';
import { numberNewCases, serverName } from './case-numbering.ts';
import type { Context } from './context.ts';
import { type Candidate, candidateOf, extractedColumns } from './push-candidates.ts';
import type { RegisteredCollection, StoredCase, WireDocument } from './registry.ts';
import type { Caller } from './session.ts';

/** Answer to a row that was not accepted: the stored state's JSON text, or why it is refused. */
export type RowAnswer =
  | { readonly row: number; readonly body: string }
  | { readonly row: number; readonly problem: Problem };

/** What a pushing device is to the feed. */
interface Pusher {
  readonly context: Context;
  readonly caller: Caller;
  readonly origin: string;
}

/**
 * Stores a batch of new states in one transaction; each row is answered by itself, and those that are accepted not at all.
 * A row whose state is stored already changes nothing, so that a batch can be sent again whenever its answer was lost.
 */
export async function push(
  context: Context,
  caller: Caller,
  collection: RegisteredCollection,
  rows: readonly PushRow[],
  replica: string | undefined,
): Promise<RowAnswer[]> {
  const writes = writableScopes(caller.person);
  const answers: RowAnswer[] = [];
  const candidates: Candidate[] = [];
  rows.forEach((row, at) => {
    const candidate = candidateOf(collection, writes, at, row);
    if ('code' in candidate) answers.push({ row: at, problem: candidate });
    else candidates.push(candidate);
  });
  if (candidates.length === 0) return answers;
  const pusher = { context, caller, origin: replica ?? caller.deviceId };
  const access = { person: caller.person.id, reads: writes, writes };
  const stored = await transact(context.connections.request, access, async (client) => {
    const given: RowAnswer[] = [];
    for (const wave of wavesOf(candidates)) given.push(...(await pushWave(client, pusher, collection, wave)));
    return given;
  });
  return [...answers, ...stored].sort((a, b) => a.row - b.row);
}

/** A batch may hold several states of one document: each is stored after the one before it. */
function wavesOf(candidates: readonly Candidate[]): Candidate[][] {
  const waves: Candidate[][] = [];
  const seen = new Map<string, number>();
  for (const candidate of candidates) {
    const nth = seen.get(keyOf(candidate)) ?? 0;
    seen.set(keyOf(candidate), nth + 1);
    const wave = waves[nth];
    if (wave) wave.push(candidate);
    else waves.push([candidate]);
  }
  return waves;
}

async function pushWave(
  client: pg.PoolClient,
  pusher: Pusher,
  collection: RegisteredCollection,
  wave: readonly Candidate[],
): Promise<RowAnswer[]> {
  const { name, columns } = collection.definition;
  const states = await lockStates(client, name, wave);
  const cases = await casesOf(client, collection, wave);
  const answers: RowAnswer[] = [];
  const added: Candidate[] = [];
  const changed: Candidate[] = [];
  for (const candidate of wave) {
    const state = states.get(keyOf(candidate)) ?? null;
    const verdict = judge(pusher, collection, candidate, state, cases);
    if (verdict === 'accepted') (state ? changed : added).push(candidate);
    else if (verdict !== 'known') answers.push(verdict);
  }
  const newStates = await newStatesOf(client, pusher, collection, added);
  const inserted = await insertStates(client, name, columns, newStates);
  const changedStates = changed.map((candidate) => stateOf(pusher, collection, candidate, candidate.document));
  await updateStates(client, name, columns, changedStates);
  await announce(client, name, [...newStates.filter((state) => inserted.has(keyOf(state))), ...changedStates]);
  return [...answers, ...(await overtaken(client, name, added, inserted))];
}

/** Whether a row is stored already, may be stored, or is answered at once. */
function judge(
  pusher: Pusher,
  collection: RegisteredCollection,
  candidate: Candidate,
  state: StoredState | null,
  cases: ReadonlyMap<string, StoredCase>,
): 'known' | 'accepted' | RowAnswer {
  if (state && isKnown(state, candidate)) return 'known';
  // Without a stored state any base is fine: a server that was restored from an older copy is given back what it lost.
  if (state && state.revision !== candidate.base) return { row: candidate.row, body: state.body };
  const problem = collection.check({
    person: pusher.caller.person,
    stored: state && readBody(state.body),
    next: candidate.document,
    inspectionCase: cases.get(collection.caseIdOf?.(candidate.document) ?? '') ?? null,
  });
  return problem ? { row: candidate.row, problem } : 'accepted';
}

function isKnown(state: StoredState, candidate: Candidate): boolean {
  return state.revision === candidate.revision || state.pushedRevision === candidate.revision;
}

/** The cases that the batch's documents belong to, by id; they are all of the pusher's own scope. */
async function casesOf(
  client: Queryable,
  { caseIdOf }: RegisteredCollection,
  wave: readonly Candidate[],
): Promise<Map<string, StoredCase>> {
  if (!caseIdOf) return new Map();
  const keys = new Map(wave.map(({ scope, document }) => [caseIdOf(document), { scope, id: caseIdOf(document) }]));
  const states = await readStates(client, 'cases', [...keys.values()]);
  return new Map([...states.values()].map((state) => [state.id, JSON.parse(state.body) as StoredCase]));
}

/** States of documents that are stored for the first time, in an order that is the same for everyone. */
async function newStatesOf(
  client: Queryable,
  pusher: Pusher,
  collection: RegisteredCollection,
  added: readonly Candidate[],
): Promise<NewState[]> {
  const ordered = added.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  const [first] = ordered;
  if (!collection.isCase || !first) {
    return ordered.map((candidate) => stateOf(pusher, collection, candidate, candidate.document));
  }
  const documents = ordered.map((candidate) => candidate.document);
  const numbered = await numberNewCases(client, first.scope, documents, pusher.context.now());
  return ordered.map((candidate, at) => stateOf(pusher, collection, candidate, numbered[at] ?? candidate.document));
}

function stateOf(
  pusher: Pusher,
  collection: RegisteredCollection,
  candidate: Candidate,
  document: WireDocument,
): NewState {
  const isOwn = document === candidate.document;
  return {
    scope: candidate.scope,
    id: candidate.id,
    body: JSON.stringify(document),
    revision: isOwn ? candidate.revision : revisionOf(document),
    pushedRevision: isOwn ? null : candidate.revision,
    origin: isOwn ? pusher.origin : serverName,
    deleted: document._deleted,
    pushedBy: pusher.caller.person.id,
    columns: extractedColumns(collection.definition.columns, document),
  };
}

/** Answers to rows whose document somebody else stored between our look and our insert. */
async function overtaken(
  client: Queryable,
  name: string,
  added: readonly Candidate[],
  inserted: ReadonlySet<string>,
): Promise<RowAnswer[]> {
  const late = added.filter((candidate) => !inserted.has(keyOf(candidate)));
  if (late.length === 0) return [];
  const states = await readStates(client, name, late);
  return late.flatMap((candidate) => {
    const state = states.get(keyOf(candidate));
    return state && !isKnown(state, candidate) ? [{ row: candidate.row, body: state.body }] : [];
  });
}

async function announce(client: Queryable, collection: string, states: readonly NewState[]): Promise<void> {
  const origins = new Map<string, string>();
  for (const { scope, origin } of states) {
    const before = origins.get(scope) ?? origin;
    origins.set(scope, before === origin ? origin : serverName);
  }
  for (const [scope, origin] of origins) await announceChanged(client, { scope, collection, origin });
}

function readBody(body: string): WireDocument {
  return JSON.parse(body) as WireDocument;
}

import { type CaseParties, writableScopes } from '../../shared/domain/permission/permission.ts';
import { type Problem, ProblemError } from '../../shared/problem/problem.ts';
import type { PushRow } from '../../shared/protocol/sync.ts';
import { type Person, serverName } from '../../shared/schema/people.ts';
import { type Queryable, transact } from '../database/connections.ts';
import {
  holdCases,
  idsElsewhere,
  insertStates,
  keyOf,
  lockStates,
  type NewState,
  readStates,
  type StoredState,
  updateStates,
} from '../queries/documents.ts';
import { announceChanged } from '../queries/notices.ts';
import { type KeyHolder, keyHolders } from '../queries/signing-keys.ts';
import type { Context } from './context.ts';
import { type Candidate, pushedCandidateOf } from './push-candidates.ts';
import { addedStates, bundleOrigin, changedState, type Pusher } from './push-states.ts';
import { isKnown, verdictOf } from './push-verdict.ts';
import { asPushed, receiptOf } from './receipts.ts';
import type { RegisteredCollection } from './registry.ts';
import type { Caller } from './session.ts';

/** Answer to a row that was not accepted: the stored state's JSON text and its receipt, or why it is refused. */
export type RowAnswer =
  | { readonly row: number; readonly body: string; readonly receipt: string }
  | { readonly row: number; readonly problem: Problem };

export interface PushOutcome {
  readonly answers: readonly RowAnswer[];
  /** Of each row in turn that was accepted, now or before; else null. */
  readonly receipts: readonly (string | null)[];
}

/** States of one document in a batch: each waits for the one before it, and all for the slowest. A laptop sends one. */
const mostStates = 16;

interface Accepted {
  readonly row: number;
  readonly receipt: string;
}

/** What the rows of a wave came to. */
interface Wave {
  readonly answers: readonly RowAnswer[];
  readonly accepted: readonly Accepted[];
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
): Promise<PushOutcome> {
  const writes = writableScopes(caller.person);
  const answers: RowAnswer[] = [];
  const candidates: Candidate[] = [];
  rows.forEach((row, at) => {
    const candidate = pushedCandidateOf(collection, writes, at, row);
    if ('code' in candidate) answers.push({ row: at, problem: candidate });
    else candidates.push(candidate);
  });
  const receipts: (string | null)[] = rows.map(() => null);
  if (candidates.length === 0) return { answers, receipts };
  const pusher = { personId: caller.person.id, origin: replica ?? caller.deviceId, nowMs: context.now() };
  const access = { person: caller.person.id, reads: writes, writes };
  const waves = wavesOf(candidates);
  if (waves.length > mostStates) throw new ProblemError('request.invalid', { field: '/rows' });
  const done = await context.pushes.run(caller.person.id, () =>
    transact(context.connections.request, access, async (client) => {
      const stored: Wave[] = [];
      for (const wave of waves) {
        stored.push(await pushWave(client, context, caller.person, pusher, collection, wave));
      }
      return stored;
    }),
  );
  for (const { row, receipt } of done.flatMap(({ accepted }) => accepted)) receipts[row] = receipt;
  const all = [...answers, ...done.flatMap((wave) => wave.answers)];
  return { answers: all.sort((a, b) => a.row - b.row), receipts };
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
  client: Queryable,
  context: Context,
  person: Person,
  pusher: Pusher,
  collection: RegisteredCollection,
  wave: readonly Candidate[],
): Promise<Wave> {
  const { name, columns } = collection.definition;
  const receipt = (state: StoredState) => receiptOf(context, name, state);
  const receiptFor = (state: StoredState, { revision }: Candidate) =>
    receipt(state.revision === revision ? state : { ...state, revision, version: asPushed });
  const conflict = (row: number, state: StoredState) => ({ row, body: state.body, receipt: receipt(state) });
  const stored = await lockStates(client, name, wave);
  const cases = await casesOf(client, collection, wave);
  const strangers = await strangersAmong(client, collection, wave, stored, cases);
  const keys = await keysOf(client, collection, wave);
  const surroundings = { person, collection, strangers, cases, keys, isBrought: pusher.origin === bundleOrigin };
  const answers: RowAnswer[] = [];
  const added: Candidate[] = [];
  const changed: NewState[] = [];
  const now = new Map<string, StoredState>(stored);
  for (const candidate of wave) {
    const { row } = candidate;
    const verdict = verdictOf(candidate, stored.get(keyOf(candidate)) ?? null, surroundings);
    if (verdict.kind === 'conflict') answers.push(conflict(row, verdict.state));
    else if (verdict.kind === 'refused') answers.push({ row, problem: verdict.problem });
    else if (verdict.kind === 'changed') changed.push(changedState(pusher, collection, candidate, verdict.state));
    else if (verdict.kind === 'added') added.push(candidate);
  }
  const addedRows = await addedStates(client, pusher, collection, added);
  const inserted = await insertStates(client, name, columns, addedRows);
  await updateStates(client, name, columns, changed);
  const written = [...addedRows.filter((state) => inserted.has(keyOf(state))), ...changed];
  await announce(client, name, written);
  for (const [key, state] of await readStates(client, name, late(added, inserted))) now.set(key, state);
  for (const state of written) now.set(keyOf(state), state);
  const refused = new Set(answers.map(({ row }) => row));
  const accepted: Accepted[] = [];
  for (const candidate of wave) {
    const state = now.get(keyOf(candidate));
    if (!state || refused.has(candidate.row)) continue;
    if (isKnown(state, candidate, person)) accepted.push({ row: candidate.row, receipt: receiptFor(state, candidate) });
    else answers.push(conflict(candidate.row, state));
  }
  return { answers, accepted };
}

/** New documents under the id, or about the case, of another scope: who reads both would take one for the other. */
async function strangersAmong(
  client: Queryable,
  { definition, caseIdOf }: RegisteredCollection,
  wave: readonly Candidate[],
  stored: ReadonlyMap<string, StoredState>,
  cases: ReadonlyMap<string, CaseParties>,
): Promise<ReadonlySet<Candidate>> {
  const news = wave.filter((candidate) => !stored.has(keyOf(candidate)));
  const [first] = news;
  if (!first) return new Set();
  const ids = news.map(({ id }) => id);
  const taken = await idsElsewhere(client, definition.name, ids, first.scope);
  const caseIds = caseIdOf ? news.map(({ document }) => caseIdOf(document)).filter((id) => !cases.has(id)) : [];
  const foreign = await idsElsewhere(client, 'cases', [...new Set(caseIds)], first.scope);
  return new Set(news.filter(({ id, document }) => taken.has(id) || (caseIdOf && foreign.has(caseIdOf(document)))));
}

/** The cases that the batch's documents belong to, by id, all of the pusher's own scope: none is approved meanwhile. */
async function casesOf(
  client: Queryable,
  { caseIdOf }: RegisteredCollection,
  wave: readonly Candidate[],
): Promise<Map<string, CaseParties>> {
  if (!caseIdOf) return new Map();
  const keys = new Map(wave.map(({ scope, document }) => [caseIdOf(document), { scope, id: caseIdOf(document) }]));
  const bodies = await holdCases(client, [...keys.values()]);
  return new Map([...bodies].map(([id, body]) => [id, JSON.parse(body) as CaseParties]));
}

/** Who signs by the keys with which the wave's records were signed. */
async function keysOf(
  client: Queryable,
  { signedOf }: RegisteredCollection,
  wave: readonly Candidate[],
): Promise<ReadonlyMap<string, KeyHolder>> {
  if (!signedOf) return new Map();
  return keyHolders(client, [...new Set(wave.map(({ document }) => signedOf(document).publicKey))]);
}

/** Rows whose document somebody else stored between our look and our insert. */
function late(added: readonly Candidate[], inserted: ReadonlySet<string>): Candidate[] {
  return added.filter((candidate) => !inserted.has(keyOf(candidate)));
}

async function announce(client: Queryable, collection: string, states: readonly NewState[]): Promise<void> {
  const origins = new Map<string, string>();
  for (const { scope, origin } of states) {
    const before = origins.get(scope) ?? origin;
    origins.set(scope, before === origin ? origin : serverName);
  }
  for (const [scope, origin] of origins) await announceChanged(client, { scope, collection, origin });
}

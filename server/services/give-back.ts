import type { Mergeable } from '../../shared/domain/merge/bookkeeping.ts';
import { mergeDocuments } from '../../shared/domain/merge/merge-documents.ts';
import { mergeRulesOf } from '../../shared/domain/merge-rules.ts';
import { commonScope } from '../../shared/domain/permission/rules.ts';
import { revisionOf } from '../../shared/domain/revision.ts';
import type { GivenBackRequest, LostRequest } from '../../shared/protocol/sync.ts';
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
import { type HeldState, heldKeyOf, heldStates, holdStates } from '../queries/held-states.ts';
import { announceChanged } from '../queries/notices.ts';
import { addAuditLine } from './audit.ts';
import { givenBefore, numberNewCases, serverName } from './case-numbering.ts';
import type { Context } from './context.ts';
import type { WireDocument } from './proposal.ts';
import { scopesOf } from './pull.ts';
import { candidateOf, extractedColumns } from './push-candidates.ts';
import { stampsBefore } from './push-states.ts';
import { type ReadReceipt, readReceipt } from './receipts.ts';
import type { RegisteredCollection } from './registry.ts';
import type { Caller } from './session.ts';

/** A state that this server is proven to have stored in an epoch that is over. */
interface Proven extends ReadReceipt {
  readonly scope: string;
  readonly id: string;
  readonly revision: string;
}
interface GivenBack extends Proven {
  readonly document: WireDocument;
}

/**
 * Places of those states that the server once stored and that the older copy, from which it was restored, does not hold.
 * Without a receipt that holds nothing says which of two states came later: whatever differs is named.
 */
export async function findLost(
  context: Context,
  caller: Caller,
  collection: RegisteredCollection,
  rows: LostRequest['rows'],
): Promise<number[]> {
  const { name } = collection.definition;
  const scopes = await ownScopes(context, caller);
  const asked = rows.flatMap((row, at) => {
    const receipt = readReceipt(context, name, row, row.receipt) ?? { epoch: '', version: Number.POSITIVE_INFINITY };
    return scopes.includes(row.scope) ? [{ ...row, ...receipt, at }] : [];
  });
  const access = { person: caller.person.id, reads: scopes, writes: scopes };
  return transact(context.connections.request, access, async (client) => {
    const [stored, held] = [await readStates(client, name, asked), await heldStates(client, name, asked)];
    const isLost = lostAmong(context.epoch, stored, held);
    return asked.filter(isLost).map(({ at }) => at);
  });
}

/**
 * Stores again what the server had lost; what it has been told of the same document since is kept beside it, by the same
 * merge as between laptops. Who may read in the scope may give back: all of this was accepted before, and nothing is added
 * to it. Answers how many it took.
 */
export async function giveBack(
  context: Context,
  caller: Caller,
  collection: RegisteredCollection,
  rows: GivenBackRequest['rows'],
): Promise<number> {
  const scopes = await ownScopes(context, caller);
  const given = new Map<string, GivenBack>();
  rows.forEach(({ document, receipt }, at) => {
    const candidate = candidateOf(collection, scopes, at, { base: null, document });
    if ('code' in candidate) return;
    const read = readReceipt(context, collection.definition.name, candidate, receipt);
    if (read) given.set(keyOf(candidate), { ...candidate, ...read });
  });
  if (given.size === 0) return 0;
  const access = { person: caller.person.id, reads: scopes, writes: scopes };
  return transact(context.connections.request, access, (client) =>
    storeAgain(client, context, caller, collection, [...given.values()]),
  );
}

/** Scopes that a person reads; what is common to all the server itself publishes again. */
async function ownScopes(context: Context, caller: Caller): Promise<string[]> {
  return (await scopesOf(context, caller)).filter((scope) => scope !== commonScope);
}

async function storeAgain(
  client: Queryable,
  context: Context,
  caller: Caller,
  collection: RegisteredCollection,
  given: readonly GivenBack[],
): Promise<number> {
  const { name, columns } = collection.definition;
  const stored = await lockStates(client, name, given);
  const held = await heldStates(client, name, given);
  const lost = given.filter(lostAmong(context.epoch, stored, held));
  const newState = (state: GivenBack, document: WireDocument, before: StoredState | undefined): NewState => ({
    scope: state.scope,
    id: state.id,
    body: JSON.stringify(document),
    revision: revisionOf(document),
    pushedRevision: null,
    pastStamps: JSON.stringify(stampsBefore(collection, before ?? null, state.document)),
    version: before ? before.version + 1 : Math.max(state.version, 1),
    origin: serverName,
    deleted: document._deleted,
    pushedBy: caller.person.id,
    columns: extractedColumns(columns, document),
  });
  // Before others are numbered, those that are there have theirs back.
  const keptNumbers = await numbersGivenBefore(client, context, collection, lost, stored);
  const changed = lost.flatMap((state) => {
    const before = stored.get(keyOf(state));
    if (!before) return [];
    const keepsNumber = keptNumbers.has(state.document);
    const next = newState(
      state,
      mergedInto(before, state, held.get(heldKeyOf(state)), collection, keepsNumber),
      before,
    );
    return next.revision === before.revision ? [] : [next];
  });
  await updateStates(client, name, columns, changed);
  const news = lost.filter((state) => !stored.has(keyOf(state)));
  const documents = await numberedAgain(client, context, collection, news);
  const added = news.map((state) => newState(state, documents.get(state.document) ?? state.document, undefined));
  const inserted = await insertStates(client, name, columns, added);
  // Another laptop may have brought one of them meanwhile: this one is then asked for again.
  const overtaken = new Set(added.map(keyOf).filter((key) => !inserted.has(key)));
  const taken = lost.filter((state) => !overtaken.has(keyOf(state)));
  await holdStates(
    client,
    name,
    taken.map(({ epoch, scope, id, version, document }) => ({
      ...{ epoch, scope, id, version },
      body: JSON.stringify(document),
    })),
  );
  for (const scope of new Set(taken.map((state) => state.scope))) {
    await announceChanged(client, { scope, collection: name, origin: serverName });
  }
  if (taken.length > 0) {
    await addAuditLine(client, context, {
      at: new Date(context.now()),
      kind: 'gaveBack',
      personId: caller.person.id,
      deviceId: caller.deviceId,
      details: { collection: name, documents: taken.length },
    });
  }
  return taken.length;
}

/** New cases that come without a number get one, as when they were first sent; by the document as it was given. */
async function numberedAgain(
  client: Queryable,
  context: Context,
  { isCase }: RegisteredCollection,
  news: readonly GivenBack[],
): Promise<ReadonlyMap<WireDocument, WireDocument>> {
  const numbered = new Map<WireDocument, WireDocument>();
  const live = isCase ? news.filter(({ document }) => !document._deleted) : [];
  for (const scope of new Set(live.map((state) => state.scope))) {
    const documents = live.filter((state) => state.scope === scope).map(({ document }) => document);
    const answers = await numberNewCases(client, scope, documents, context.now());
    for (const [at, document] of documents.entries()) numbered.set(document, answers[at] ?? document);
  }
  return numbered;
}

/** The cases among these that got another number meanwhile, and can have the one back that they were first given. */
async function numbersGivenBefore(
  client: Queryable,
  context: Context,
  { isCase }: RegisteredCollection,
  lost: readonly GivenBack[],
  stored: ReadonlyMap<string, StoredState>,
): Promise<ReadonlySet<WireDocument>> {
  const renumbered = lost.filter((state) => {
    const before = stored.get(keyOf(state));
    return isCase && before && (JSON.parse(before.body) as WireDocument).number !== state.document.number;
  });
  const kept = new Set<WireDocument>();
  for (const scope of new Set(renumbered.map((state) => state.scope))) {
    const documents = renumbered.filter((state) => state.scope === scope).map(({ document }) => document);
    for (const document of await givenBefore(client, scope, documents, context.now())) kept.add(document);
  }
  return kept;
}

/** What the server has of a document, and what it had lost of it: three-way from what the restored copy held. */
function mergedInto(
  stored: StoredState,
  { document }: GivenBack,
  held: HeldState | undefined,
  { definition, isCase }: RegisteredCollection,
  keepsNumber: boolean,
): WireDocument {
  // A number that was given once may stand on paper: the one that was given again gives way. No person chooses between them.
  const present = JSON.parse(stored.body) as WireDocument;
  const number = keepsNumber ? document.number : present.number;
  const withNumber = (state: WireDocument) => ({ ...state, ...(isCase ? { number } : {}) }) as WireDocument & Mergeable;
  const mine = withNumber(document);
  const theirs = withNumber(present);
  const base = held ? withNumber(held.body === null ? present : JSON.parse(held.body)) : null;
  const merged = mergeDocuments({ base, mine, theirs, rules: mergeRulesOf(definition.name) });
  return { ...merged, createdAt: theirs.createdAt, createdBy: theirs.createdBy };
}

/** True of a state of an epoch that is over when the server holds neither it nor a later one of that epoch. */
function lostAmong(
  epoch: string,
  stored: ReadonlyMap<string, StoredState>,
  held: ReadonlyMap<string, HeldState>,
): (state: Proven) => boolean {
  return (state) => {
    if (state.epoch === epoch || stored.get(keyOf(state))?.revision === state.revision) return false;
    return state.version > (held.get(heldKeyOf(state))?.version ?? Number.NEGATIVE_INFINITY);
  };
}

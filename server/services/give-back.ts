import { nextStamp } from '../../shared/domain/clock/stamp.ts';
import { keptBeside } from '../../shared/domain/merge/keep-beside.ts';
import { type WriteStamp, writeAs } from '../../shared/domain/merge/origins.ts';
import { commonScope } from '../../shared/domain/permission/rules.ts';
import type { GivenBackRequest, LostRequest } from '../../shared/protocol/sync.ts';
import { serverName } from '../../shared/schema/people.ts';
import { type Queryable, transact } from '../database/connections.ts';
import {
  inOrder,
  insertStates,
  keyOf,
  lockStates,
  readStates,
  type StoredState,
  updateStates,
} from '../queries/documents.ts';
import { heldKeyOf, heldStates, holdStates } from '../queries/held-states.ts';
import { announceChanged } from '../queries/notices.ts';
import { addAuditLine } from './audit.ts';
import { keepNumbers, numberNewCases } from './case-numbering.ts';
import type { Context } from './context.ts';
import { decidedSince } from './decided-since.ts';
import { type GivenBack, lostAmong, mergedInto, type Sound, stateGivenBack } from './lost-states.ts';
import type { WireDocument } from './proposal.ts';
import { scopesOf } from './pull.ts';
import { candidateOf } from './push-candidates.ts';
import { asPushed, readReceipt } from './receipts.ts';
import type { RegisteredCollection } from './registry.ts';
import type { Caller } from './session.ts';
import { tellAside } from './tell-aside.ts';

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
  return context.pushes.run(caller.person.id, () =>
    transact(context.connections.request, access, async (client) => {
      const [stored, held] = [await readStates(client, name, asked), await heldStates(client, name, asked)];
      const isLost = lostAmong(context.epoch, stored, held);
      return asked.filter(isLost).map(({ at }) => at);
    }),
  );
}

/**
 * Stores again what the server had lost; what it has been told of the same document since is kept beside it, by the same
 * merge as between laptops. A case that was approved since stands: what comes back to it is kept beside what was approved.
 * Who may read in the scope may give back: all of this was accepted before, and nothing is added to it. Answers how many
 * it took.
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
  return context.pushes.run(caller.person.id, () =>
    transact(context.connections.request, access, (client) =>
      storeAgain(client, context, caller, collection, inOrder([...given.values()])),
    ),
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
  const newState = (state: GivenBack, document: WireDocument, before: StoredState | null) =>
    stateGivenBack(collection, caller.person.id, state, document, before);
  // Before others are numbered, those that are there have theirs back.
  const keptNumbers = await numbersGivenBefore(client, collection, lost, stored);
  const decided = await decidedSince(client, collection, lost);
  const stamp = (after: unknown): WriteStamp => {
    return {
      by: serverName,
      at: nextStamp(String(after), context.now(), serverName),
      device: serverName,
      clockOffsetMs: 0,
    };
  };
  const changed = lost.flatMap((state) => {
    const before = stored.get(keyOf(state));
    if (!before) return [];
    const present = JSON.parse(before.body) as Sound;
    const keepsNumber = keptNumbers.has(state.document);
    const body = decided.has(state)
      ? keptBeside(present, state.document as Sound, stamp(present.updatedAt))
      : mergedInto(before, state, held.get(heldKeyOf(state)), collection, keepsNumber);
    const next = newState(state, body, before);
    return next.revision === before.revision ? [] : [next];
  });
  await updateStates(client, name, columns, changed);
  const news = lost.filter((state) => !stored.has(keyOf(state)));
  const documents = await numberedAgain(client, context, collection, news);
  const added = news.map((state) => {
    const document = documents.get(state.document) ?? state.document;
    return newState(state, decided.has(state) ? asRemoved(document as Sound, stamp) : document, null);
  });
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
  await tellAside(
    client,
    context,
    taken.filter((state) => decided.has(state) && !stored.has(keyOf(state))),
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
      details: { collection: name, documents: taken.length, ids: taken.map(({ id }) => id).join(' ') },
    });
  }
  return taken.length;
}

/** New cases whose number is not proven get one, as when they were first sent; by the document as it was given. */
async function numberedAgain(
  client: Queryable,
  context: Context,
  { isCase }: RegisteredCollection,
  news: readonly GivenBack[],
): Promise<ReadonlyMap<WireDocument, WireDocument>> {
  const numbered = new Map<WireDocument, WireDocument>();
  const live = isCase ? news.filter(({ document }) => !document._deleted) : [];
  for (const scope of new Set(live.map((state) => state.scope))) {
    const own = live.filter((state) => state.scope === scope);
    const kept = await keepNumbers(
      client,
      scope,
      own.filter(isNumberProven).map(({ document }) => document),
    );
    const documents = own.map(({ document }) => document).filter((document) => !kept.has(document));
    const answers = await numberNewCases(client, scope, documents, context.now());
    for (const [at, document] of documents.entries()) numbered.set(document, answers[at] ?? document);
  }
  return numbered;
}

/** The cases among these that got another number meanwhile, and can have the one back that they were first given. */
async function numbersGivenBefore(
  client: Queryable,
  { isCase }: RegisteredCollection,
  lost: readonly GivenBack[],
  stored: ReadonlyMap<string, StoredState>,
): Promise<ReadonlySet<WireDocument>> {
  const renumbered = lost.filter((state) => {
    const before = stored.get(keyOf(state));
    const isOther = before && (JSON.parse(before.body) as WireDocument).number !== state.document.number;
    return isCase && isOther && isNumberProven(state);
  });
  const kept = new Set<WireDocument>();
  for (const scope of new Set(renumbered.map((state) => state.scope))) {
    const documents = renumbered.filter((state) => state.scope === scope).map(({ document }) => document);
    for (const document of await keepNumbers(client, scope, documents)) kept.add(document);
  }
  return kept;
}

/** A new document of a case that was approved without it: removed from it, and kept. */
function asRemoved(document: Sound, stamp: (after: unknown) => WriteStamp): WireDocument {
  const removed = writeAs<Sound>(document, { ...document, _deleted: true }, stamp(document.updatedAt));
  return keptBeside(removed, document, stamp(removed.updatedAt));
}

/** A number in what a laptop pushed is its own claim; in what the server stored of it, the server's. */
function isNumberProven({ version }: GivenBack): boolean {
  return version > asPushed;
}

import type { State } from '../../renderer/data/replication/ledger.ts';
import { keyOf, type NewState } from '../../server/queries/documents.ts';
import type { Feed, Place } from '../../server/queries/feed.ts';
import { heldKeyOf } from '../../server/queries/held-states.ts';
import { readCheckpoint } from '../../server/services/checkpoint.ts';
import { createCryptography } from '../../server/services/cryptography.ts';
import { type GivenBack, lostAmong, mergedInto, stateGivenBack } from '../../server/services/lost-states.ts';
import type { WireDocument } from '../../server/services/proposal.ts';
import { readPage } from '../../server/services/pull.ts';
import { type Candidate, candidateOf } from '../../server/services/push-candidates.ts';
import { addedState, changedState } from '../../server/services/push-states.ts';
import { isKnown } from '../../server/services/push-verdict.ts';
import { asPushed, readReceipt, receiptOf } from '../../server/services/receipts.ts';
import { createRegistry, type RegisteredCollection, register } from '../../server/services/registry.ts';
import type { CaseParties } from '../../shared/domain/permission/permission.ts';
import { revisionOf } from '../../shared/domain/revision.ts';
import { collections } from '../../shared/schema/collections.ts';
import type { Person } from '../../shared/schema/people.ts';
import type { Rules } from './rules.ts';
import type { ById, Device, Page, Reply, Request, Row, Server } from './world.ts';

const registry = createRegistry(collections.map(register));
const cryptography = createCryptography(Buffer.alloc(32, 7));
const pageLimit = 500;

/** What a device shows or gives back after a restore. */
export interface Shown {
  readonly state: State;
  readonly receipt: string;
}

export function emptyServer(): Server {
  return {
    ...{ epoch: 1, tables: {}, held: [], nextXid: 100, nextSeq: 1, open: [], late: [], backup: null, stored: {} },
  };
}

export function contextOf(server: Server) {
  return { cryptography, epoch: epochName(server.epoch) };
}

/** Stores what a push brings as its transaction commits, under the number that it took when it began. */
export function commit(server: Server, rules: Rules, request: Request, xid: number | null): Reply {
  const { person, name } = request.sender;
  const collection = collectionOf(request.collection);
  const conflicts: Record<string, { state: State; receipt: string }> = {};
  const refused: Record<string, unknown> = {};
  const receipts: Record<string, string> = {};
  const pusher = { personId: person.id, origin: name, nowMs: 0 };
  request.rows.forEach((row, at) => {
    const candidate = candidateOf(collection, [person.scope], at, row);
    if ('code' in candidate) {
      refused[String((row.document as WireDocument).id)] = candidate;
      return;
    }
    const { id } = candidate;
    const state = rowsOf(server, request.collection)[id] ?? null;
    const cases = casesOf(server);
    const surroundings = {
      person,
      collection,
      strangers: new Set<Candidate>(),
      cases,
      keys: new Map(),
      isBrought: false,
    };
    const verdict = rules.verdictOf(candidate, state, surroundings);
    if (verdict.kind === 'refused') refused[id] = verdict.problem;
    if (verdict.kind === 'added') {
      store(server, request.collection, addedState(pusher, collection, candidate, candidate.document), xid);
    }
    if (verdict.kind === 'changed') {
      keepHeld(server, request.collection, verdict.state as Row);
      store(server, request.collection, changedState(pusher, collection, candidate, verdict.state), xid);
    }
    const now = rowsOf(server, request.collection)[id];
    if (!now || id in refused) return;
    const receipt = (about: Row) => receiptOf(contextOf(server), request.collection, about);
    if (verdict.kind === 'conflict') conflicts[id] = { state: JSON.parse(now.body), receipt: receipt(now) };
    else {
      const { revision } = candidate;
      receipts[id] = receipt(now.revision === revision ? now : { ...now, revision, version: asPushed });
    }
    if (verdict.kind !== 'conflict' && !isKnown(now, candidate, person))
      throw new Error(`${id} is not what was stored`);
  });
  return { conflicts, refused, receipts, epoch: server.epoch };
}

/** Takes the next number for a transaction. */
export function takeXid(server: Server): number {
  server.nextXid += 1;
  return server.nextXid - 1;
}

/** What the server answers to a pull from this place, null for the start; `restored` where the place is of another epoch. */
export async function pull(
  server: Server,
  rules: Rules,
  { person, name }: Device,
  collection: string,
  place: string | null,
): Promise<Page | 'restored'> {
  const context = contextOf(server);
  if (place !== null && epochOf(place) !== context.epoch) return 'restored';
  const known = readCheckpoint(place ?? undefined, context.epoch);
  const request = { collection, limit: pageLimit, bytes: Number.MAX_SAFE_INTEGER, replica: name };
  const page = await readPage(feedOf(server, rules, collection), context, [person.scope], known, request);
  return {
    stage: 'onTheWire',
    documents: page.bodies.map((body, at) => {
      const state = JSON.parse(body) as State;
      return { id: String(state.id), state, receipt: page.receipts[at] ?? '' };
    }),
    place: page.checkpoint,
    more: page.more,
    epoch: server.epoch,
    confirmed: [],
    written: {},
  };
}

/** Those of the states that a restored copy has lost. */
export function lostOf(server: Server, { person }: Device, name: string, shown: readonly Shown[]): Shown[] {
  return shown.filter((each) => {
    const given = givenBackOf(server, person, name, each);
    // Without a receipt that holds nothing says which of two states came later.
    if (!given) return rowsOf(server, name)[String(each.state.id)]?.revision !== revisionOf(each.state);
    return isLostIn(server, name)(given);
  });
}

/** Stores again what is given back in one request, of each document the last state. */
export function giveBack(server: Server, { person }: Device, name: string, shown: readonly Shown[]): void {
  const collection = collectionOf(name);
  const isLost = isLostIn(server, name);
  const byId = new Map(shown.map((each) => [String(each.state.id), givenBackOf(server, person, name, each)]));
  for (const given of byId.values()) {
    if (!given || !isLost(given)) continue;
    const { epoch, scope, id, version, document } = given;
    const before = rowsOf(server, name)[id] ?? null;
    const merged = before
      ? mergedInto(before, given, heldIn(server, name).get(heldKeyOf(given)), collection, false)
      : document;
    const next = stateGivenBack(collection, person.id, given, merged, before);
    if (!before || next.revision !== before.revision) {
      if (before) keepHeld(server, name, before);
      store(server, name, next, null);
    }
    const others = server.held.filter((each) => each.collection !== name || heldKeyOf(each) !== heldKeyOf(given));
    server.held = [...others, { collection: name, epoch, scope, id, version, body: JSON.stringify(document) }];
  }
}

function givenBackOf(server: Server, { scope }: Person, name: string, { state, receipt }: Shown): GivenBack | null {
  const candidate = candidateOf(collectionOf(name), [scope], 0, { base: null, document: state });
  if ('code' in candidate) return null;
  const read = readReceipt(contextOf(server), name, candidate, receipt);
  return read && { ...candidate, ...read };
}

function isLostIn(server: Server, name: string) {
  const stored = new Map(Object.values(rowsOf(server, name)).map((row) => [keyOf(row), row]));
  return lostAmong(epochName(server.epoch), stored, heldIn(server, name));
}

function heldIn(server: Server, name: string) {
  return new Map(server.held.filter(({ collection }) => collection === name).map((held) => [heldKeyOf(held), held]));
}

export function keepBackup({ epoch, tables, held }: Server): Server['backup'] {
  return { epoch, tables, held };
}

/** The older copy under a new epoch, its rows at places of the present; what was under way is cut off. */
export function restore(server: Server): void {
  if (!server.backup) throw new Error('no backup');
  const ended = epochName(server.backup.epoch);
  const xid = takeXid(server);
  const tables: Record<string, ById<Row>> = {};
  const held = [...server.backup.held];
  for (const [collection, rows] of Object.entries(server.backup.tables)) {
    tables[collection] = Object.fromEntries(
      Object.values(rows)
        .sort(byPlace)
        .map((row) => {
          server.nextSeq += 1;
          held.push({ collection, epoch: ended, scope: row.scope, id: row.id, version: row.version, body: null });
          return [row.id, { ...row, xid: String(xid), seq: String(server.nextSeq - 1) }];
        }),
    );
  }
  Object.assign(server, { epoch: server.epoch + 1, tables, held, open: [], late: [], backup: null, stored: {} });
}

export function rowsOf(server: Server, collection: string): ById<Row> {
  return server.tables[collection] ?? {};
}

/** True when the first place is behind the second. */
export function byPlace(a: Place, b: Place): number {
  return Number(a.xid) - Number(b.xid) || Number(a.seq) - Number(b.seq);
}

export function epochName(epoch: number): string {
  return epoch.toString(16);
}

/** Of a place in the feed as the server wrote it. */
export function epochOf(place: string): string {
  return JSON.parse(Buffer.from(place, 'base64url').toString()).epoch;
}

function collectionOf(name: string): RegisteredCollection {
  const collection = registry.find(name);
  if (!collection) throw new Error(`no collection ${name}`);
  return collection;
}

function casesOf(server: Server): Map<string, CaseParties> {
  return new Map(Object.values(rowsOf(server, 'cases')).map(({ id, body }) => [id, JSON.parse(body) as CaseParties]));
}

function store(server: Server, collection: string, state: NewState, xid: number | null): void {
  const row = { ...state, xid: String(xid ?? takeXid(server)), seq: String(server.nextSeq) };
  const key = `${collection} ${state.id}`;
  server.nextSeq += 1;
  server.tables = { ...server.tables, [collection]: { ...rowsOf(server, collection), [state.id]: row } };
  server.stored = { ...server.stored, [key]: [...(server.stored[key] ?? []), state.revision] };
}

/** As `updateStates` does: the body of what is held is kept before another takes its place. */
function keepHeld(server: Server, collection: string, { scope, id, body }: Row): void {
  server.held = server.held.map((held) =>
    held.collection === collection && held.scope === scope && held.id === id && held.body === null
      ? { ...held, body }
      : held,
  );
}

/** What `server/queries/feed.ts` asks of PostgreSQL. */
function feedOf(server: Server, rules: Rules, collection: string): Feed {
  const rows = Object.values(rowsOf(server, collection)).sort(byPlace);
  const isAfter = (place: Place | undefined) => (row: Row) => place !== undefined && byPlace(row, place) > 0;
  return {
    end: async () => String(rules.feedEnd(server)),
    countBefore: async (scope, xid) =>
      rows.filter((row) => row.scope === scope && Number(row.xid) < Number(xid)).length,
    newestBefore: async (scope, place, { documents }) => ({
      rows: rows
        .filter((row) => row.scope === scope && byPlace(row, place) < 0)
        .reverse()
        .slice(0, documents),
      isCut: false,
    }),
    changesAfter: async (places, end, replica, { documents }) => ({
      rows: rows
        .filter((row) => isAfter(places.get(row.scope))(row) && Number(row.xid) < Number(end) && row.origin !== replica)
        .slice(0, documents),
      isCut: false,
    }),
    lastPlaces: async (places, end) =>
      new Map(
        rows
          .filter((row) => isAfter(places.get(row.scope))(row) && Number(row.xid) < Number(end))
          .map(({ scope, xid, seq }) => [scope, { xid, seq }]),
      ),
  };
}

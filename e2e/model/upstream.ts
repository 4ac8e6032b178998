import { isSameState } from '../../renderer/data/conflict-handler.ts';
import type { State } from '../../renderer/data/replication/ledger.ts';
import type { Mergeable } from '../../shared/domain/merge/bookkeeping.ts';
import { revisionOf } from '../../shared/domain/revision.ts';
import { noteOver, put, sentStatesOf, tell, withReceipts } from './device.ts';
import type { Rules } from './rules.ts';
import type { ById, Push, PushedRow, Replica, Reply, Sending } from './world.ts';

/** RxDB's way up (`replication-protocol/upstream.ts`) and what `CollectionSync` adds to it, from one durable write to the next. */

const nothingAsked: Reply = { conflicts: {}, refused: {}, receipts: {}, epoch: 0 };

/** True when RxDB has something to look at, or the program sees that it left something behind. */
export function hasTasks({ memory }: Replica): boolean {
  return memory.push === null && memory.tasks.length > 0;
}

/** Takes up what was written: what the server is not noted to have goes out. */
export function send(replica: Replica, collection: string): void {
  const { memory, notes } = replica;
  const upTo = Math.max(...memory.tasks.map(({ write }) => write));
  const latest = new Map(memory.tasks.flatMap(({ id, stored }) => (stored ? [[id, stored] as const] : [])));
  memory.tasks = [];
  const rows: PushedRow[] = [];
  for (const [id, stored] of latest) {
    const note = notes[id] ?? null;
    if (note && note.mergedAt !== stored.height && isSameState(note.state, stored.state)) continue;
    const theirs = [memory.pulled[id], memory.pulledBefore[id]];
    const isSent = !theirs.some((state) => state && isSameState(state, stored.state));
    rows.push({ id, stored, note, isSent });
  }
  if (rows.length === 0) {
    replica.sentUpTo = upTo;
    return;
  }
  const news = rows.filter(({ isSent }) => isSent);
  const sendings: Record<string, Sending> = {};
  for (const { id, stored, note } of news) {
    const states = sentStatesOf(replica, collection).sending(collection, stored.state as State & Mergeable);
    tell(replica, id, { kind: 'sending', state: stored.state });
    sendings[id] = { base: note ? revisionOf(note.state) : null, states };
  }
  replica.sendings = { ...replica.sendings, ...sendings };
  const isOnTheWire = news.length > 0;
  const underway = news.map(({ id }) => id);
  const stage = isOnTheWire ? 'onTheWire' : 'answered';
  memory.push = { stage, rows, upTo, underway, reply: isOnTheWire ? null : nothingAsked };
}

/** The answer has come. */
export function take(replica: Replica, push: Push, reply: Reply): void {
  const sent = push.rows.filter(({ isSent }) => isSent);
  withReceipts(replica, (receipts) => {
    const given = sent.map(({ id }) => reply.receipts[id] ?? null);
    receipts.received(
      sent.map(({ stored }) => stored.state),
      given,
      'push',
    );
    const conflicts = Object.values(reply.conflicts);
    receipts.received(
      conflicts.map(({ state }) => state),
      conflicts.map(({ receipt }) => receipt),
      'push',
    );
  });
  const underway = push.underway.filter((id) => !(id in reply.conflicts));
  replica.memory.push = { ...push, stage: 'answered', underway, reply };
}

/** Notes what was accepted. */
export function noteAccepted(replica: Replica, rules: Rules, push: Push, { conflicts }: Reply): void {
  for (const { id, stored, note } of push.rows) {
    if (id in conflicts) continue;
    if (noteOver(replica, rules, id, stored.state, note)) confirmed(replica, id);
  }
  if (Object.keys(conflicts).length > 0) replica.memory.push = { ...push, stage: 'noted', underway: [] };
  else finish(replica, push);
}

/** Merges what is in conflict and stores it; what was written meanwhile is left to the next push. */
export async function merge(
  replica: Replica,
  rules: Rules,
  collection: string,
  push: Push,
  reply: Reply,
): Promise<void> {
  const handler = rules.conflictHandlerOf(collection, sentStatesOf(replica, collection));
  const rows: PushedRow[] = [];
  for (const row of push.rows) {
    const theirs = reply.conflicts[row.id];
    if (!theirs) continue;
    const merged = await handler.resolve(
      {
        newDocumentState: row.stored.state,
        realMasterState: theirs.state,
        ...(row.note ? { assumedMasterState: row.note.state } : {}),
      },
      'model',
    );
    if (replica.stored[row.id]?.height !== row.stored.height) continue;
    rows.push({ ...row, stored: put(replica, row.id, merged as State) });
  }
  replica.memory.push = { ...push, stage: 'merged', rows };
}

/** Notes what the server has of that. */
export function noteMerged(replica: Replica, rules: Rules, push: Push, reply: Reply): void {
  for (const { id, stored, note } of push.rows) {
    const theirs = reply.conflicts[id];
    if (theirs && noteOver(replica, rules, id, theirs.state, note, stored.height)) confirmed(replica, id);
  }
  finish(replica, push);
}

/** What waits without being in hand is looked up in the notes, and written once more. As `#lookIntoWaiting` does. */
export function lookIntoWaiting(replica: Replica): void {
  for (const [id, state] of Object.entries(replica.memory.unsent)) {
    const [stored, note] = [replica.stored[id], replica.notes[id]];
    if (stored && note && isSameState(note.state, stored.state) && isSameState(state, stored.state)) {
      const { [id]: _, ...others } = replica.memory.unsent;
      replica.memory.unsent = others;
    } else if (stored) put(replica, id, stored.state);
  }
}

/** True when RxDB has nothing more in hand and something still waits. */
export function isForgotten({ memory }: Replica): boolean {
  return memory.push === null && memory.tasks.length === 0 && Object.keys(memory.unsent).length > 0;
}

function confirmed(replica: Replica, id: string): void {
  const { memory, sendings } = replica;
  tell(replica, id, { kind: 'answered' });
  const { [id]: _, ...others } = sendings as ById<Sending>;
  replica.sendings = others;
  if (memory.page) memory.page = { ...memory.page, confirmed: [...new Set([...memory.page.confirmed, id])].sort() };
}

function finish(replica: Replica, { upTo }: Push): void {
  replica.memory.push = null;
  replica.sentUpTo = Math.max(replica.sentUpTo, upTo);
}

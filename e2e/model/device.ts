import { isSameState } from '../../renderer/data/conflict-handler.ts';
import type { State } from '../../renderer/data/replication/ledger.ts';
import { Receipts } from '../../renderer/data/replication/receipts.ts';
import { SentStates } from '../../renderer/data/sent-states.ts';
import type { NoteRow } from '../../renderer/data/storage/notes-watch.ts';
import { nextStamp, receive } from '../../shared/domain/clock/stamp.ts';
import type { Mergeable } from '../../shared/domain/merge/bookkeeping.ts';
import { type WriteStamp, writeAs } from '../../shared/domain/merge/origins.ts';
import { settleConflict } from '../../shared/domain/merge/settle.ts';
import { revisionOf } from '../../shared/domain/revision.ts';
import type { Rules } from './rules.ts';
import {
  type Device,
  type Memory,
  type Note,
  type Replica,
  replicaOf,
  type Stored,
  type Told,
  without,
} from './world.ts';

type Document = State & Mergeable;
type Edit = (current: Document, stamp: WriteStamp) => Document;

/** What a person does to a document; each is durable at once. As `renderer/data/documents.ts` does it. */
export function change(device: Device, collection: string, id: string, edit: (current: Document) => object): void {
  write(device, collection, id, (current, stamp) => writeAs(current, { ...current, ...edit(current) }, stamp));
}

export function remove(device: Device, collection: string, id: string): void {
  write(device, collection, id, (current, stamp) => writeAs(current, { ...current, _deleted: true }, stamp));
}

export function settle(device: Device, collection: string, id: string, conflict: string, value: unknown): void {
  write(device, collection, id, (current, stamp) => settleConflict(current, conflict, value, 'đã hỏi', stamp));
}

export function insert(device: Device, collection: string, id: string, fields: object): void {
  const stamp = stampAfter(device, null);
  const state = {
    ...fields,
    ...{ id, scope: device.person.scope, createdAt: stamp.at, createdBy: stamp.by, updatedAt: stamp.at },
    ...{ updatedBy: stamp.by, device: stamp.device, clockOffsetMs: 0, conflicts: [], _deleted: false },
  };
  keep(device, collection, id, state as Document);
}

function write(device: Device, collection: string, id: string, edit: Edit): void {
  const stored = replicaOf(device, collection).stored[id];
  if (!stored) throw new Error(`no ${id} on ${device.name}`);
  const current = stored.state as Document;
  keep(device, collection, id, edit(current, stampAfter(device, current)), current);
}

function keep(device: Device, collection: string, id: string, state: Document, current?: Document): void {
  const replica = replicaOf(device, collection);
  if (state.updatedAt !== current?.updatedAt) tell(replica, id, { kind: 'wrote', state });
  put(replica, id, state);
}

/** Durably stores a state that was written here, which RxDB is told of. */
export function put(replica: Replica, id: string, state: State): Stored {
  const before = replica.stored[id];
  replica.lastWrite += 1;
  const { pulledAt, receipt } = before ?? { pulledAt: 0, receipt: '' };
  const stored = { state, height: (before?.height ?? 0) + 1, pulledAt, receipt, write: replica.lastWrite };
  replica.stored = { ...replica.stored, [id]: stored };
  replica.memory.tasks = [...replica.memory.tasks, { id, write: stored.write, stored }];
  replica.memory.unsent = { ...replica.memory.unsent, [id]: state };
  return stored;
}

function stampAfter(device: Device, previous: Document | null): WriteStamp {
  device.writes += 1;
  const nowMs = device.clockMs + device.writes;
  if (previous) device.lastStamp = receive(device.lastStamp, previous.updatedAt, nowMs);
  device.lastStamp = nextStamp(device.lastStamp, nowMs, device.name);
  return { by: device.person.id, at: device.lastStamp, device: device.name, clockOffsetMs: 0 };
}

/** Takes notice of the stamps in documents that have come. */
export function observe(device: Device, states: readonly State[]): void {
  for (const { updatedAt } of states) {
    device.lastStamp = receive(device.lastStamp, String(updatedAt), device.clockMs + device.writes);
  }
}

export const nothingInMemory: Memory = {
  tasks: [],
  push: null,
  page: null,
  unsent: {},
  pulled: {},
  pulledBefore: {},
  receipts: [],
  told: {},
  isFromStart: false,
  mustReread: false,
  passed: null,
};

/** The program ends, and starts again with what is on the disk. As `CollectionSync.start` does it. */
export function restart(device: Device, rules: Rules): void {
  device.lastStamp = null;
  for (const replica of Object.values(device.replicas)) {
    const memory: Memory = { ...nothingInMemory };
    replica.memory = memory;
    for (const [id, { base, states }] of Object.entries(replica.sendings)) {
      const note = replica.notes[id];
      if (base === (note ? revisionOf(note.state) : null)) {
        for (const sent of states) tell(replica, id, { kind: 'recalled', sent });
      } else replica.sendings = without(replica.sendings, id);
    }
    for (const [id, stored] of Object.entries(replica.stored)) {
      if (stored.write <= replica.sentUpTo) continue;
      memory.tasks = [...memory.tasks, { id, write: stored.write, stored }];
      const note = replica.notes[id];
      if (note && isSameState(note.state, stored.state)) continue;
      if (rules.marksPulled && stored.pulledAt === stored.height) {
        memory.pulledBefore = { ...memory.pulledBefore, [id]: stored.state };
        withReceipts(replica, (receipts) => receipts.received([stored.state], [stored.receipt || null], 'feed'));
      } else memory.unsent = { ...memory.unsent, [id]: stored.state };
    }
  }
}

/** Does something with the receipts that wait to be noted. */
export function withReceipts<Result>(replica: Replica, use: (receipts: Receipts) => Result): Result {
  const receipts = new Receipts('id');
  for (const { state, receipt, from } of replica.memory.receipts) receipts.received([state], [receipt], from);
  const result = use(receipts);
  replica.memory.receipts = receipts.waiting;
  return result;
}

/** What is remembered of the states that were sent, as it was told. */
export function sentStatesOf({ memory }: Replica, collection: string): SentStates {
  const sent = new SentStates();
  for (const [id, told] of Object.entries(memory.told)) {
    for (const each of told) {
      if (each.kind === 'wrote') sent.wrote(collection, each.state as Document);
      else if (each.kind === 'sending') sent.sending(collection, each.state as Document);
      else if (each.kind === 'recalled') sent.recall(collection, each.sent);
      else sent.answered(collection, id);
    }
  }
  return sent;
}

export function tell(replica: Replica, id: string, told: Told): void {
  const { memory } = replica;
  const before = memory.told[id] ?? [];
  const last = before.at(-1);
  const isSettled =
    told.kind === 'answered' &&
    (before.length === 0 ||
      (before.at(-2)?.kind === 'wrote' &&
        last?.kind === 'sending' &&
        isSameState(last.state, (before.at(-2) as { state: State }).state)));
  memory.told = isSettled ? without(memory.told, id) : { ...memory.told, [id]: [...before, told] };
}

/** Notes what the server has, over the note that RxDB had read; false when it has been written since. */
export function noteOver(
  replica: Replica,
  rules: Rules,
  id: string,
  state: State,
  over: Note | null,
  mergedAt = over?.mergedAt ?? 0,
): boolean {
  const { memory, notes } = replica;
  if ((notes[id]?.nth ?? 0) !== (over?.nth ?? 0)) return false;
  const document = { isCheckpoint: '0', itemId: id, docData: state, _meta: {} as { receipt?: string } };
  const previous = over ? { docData: over.state, _meta: { receipt: over.receipt } } : undefined;
  const row = { document, previous } as unknown as NoteRow;
  withReceipts(replica, (receipts) => {
    receipts.complete(row);
    receipts.noted(row.document);
  });
  const receipt = rules.keepsReceipts ? String(document._meta.receipt ?? '') : '';
  replica.notes = { ...notes, [id]: { state, receipt, mergedAt, nth: (over?.nth ?? 0) + 1 } };
  for (const name of ['pulled', 'pulledBefore'] as const) {
    const theirs = memory[name][id];
    if (theirs && isSameState(theirs, state)) memory[name] = without(memory[name], id);
  }
  const unsent = memory.unsent[id];
  if (unsent && isSameState(unsent, state)) memory.unsent = without(memory.unsent, id);
  return true;
}

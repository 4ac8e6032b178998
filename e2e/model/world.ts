import type { State } from '../../renderer/data/replication/ledger.ts';
import type { Waiting } from '../../renderer/data/replication/receipts.ts';
import type { SentState } from '../../renderer/data/sent-states.ts';
import type { NewState } from '../../server/queries/documents.ts';
import type { Place } from '../../server/queries/feed.ts';
import type { HeldState } from '../../server/queries/held-states.ts';
import type { PushRow } from '../../shared/protocol/sync.ts';
import type { Person } from '../../shared/schema/people.ts';

/**
 * A state of the whole, as plain data: the server, and devices with what is on the wire between them and it. A part is
 * never changed once it stands in a world: what happens copies it first (`copyOf`) and replaces what lies deeper.
 */
export interface World {
  readonly server: Server;
  readonly devices: readonly Device[];
  /** What may still happen that nobody has to do. */
  readonly budget: Budget;
  readonly entered: Entered;
}

/** What people have entered, written down outside the program. */
export interface Entered {
  /** Values that were acknowledged and that nobody who had seen them has replaced. */
  readonly standing: readonly string[];
  /** True once somebody wrote who had not seen all that stood, or removed something. */
  readonly isApart: boolean;
}

export type ById<Value> = Readonly<Record<string, Value>>;

/** How often people write, by device, and how often each misfortune strikes. */
export interface Budget {
  readonly writes: readonly number[];
  /** An answer to a push is lost on its way. */
  readonly lost: number;
  /** A push reaches the server once more, whenever it likes: a proxy sent it again, or its sender has ended meanwhile. */
  readonly late: number;
  /** The program ends and starts again. */
  readonly restarts: number;
  /** A transaction of another writer begins, and commits later. */
  readonly open: number;
  readonly backups: number;
  readonly restores: number;
}

/** A row of a collection's table. */
export type Row = NewState & Place;

export interface Server {
  epoch: number;
  /** By collection and id: all are of one scope. */
  tables: ById<ById<Row>>;
  held: readonly (HeldState & { readonly collection: string })[];
  nextXid: number;
  nextSeq: number;
  /** Begun and not committed. */
  open: readonly Transaction[];
  late: readonly Request[];
  backup: Pick<Server, 'epoch' | 'tables' | 'held'> | null;
  /** Revisions in the order in which each document was stored, by `collection id`: to see that nothing is stored twice. */
  stored: ById<readonly string[]>;
}

export interface Transaction {
  readonly xid: number;
  readonly request: Request;
}

/** A push as the server gets it. */
export interface Request {
  readonly sender: Pick<Device, 'name' | 'person'>;
  readonly collection: string;
  /** The epoch that the device had met. */
  readonly met: number | null;
  readonly rows: readonly PushRow[];
}

export interface Device {
  readonly person: Person;
  readonly name: string;
  /** Milliseconds since 1970 when nobody has written yet; each write takes one. */
  readonly clockMs: number;
  writes: number;
  /** The last stamp that this device gave or saw since it was started. */
  lastStamp: string | null;
  met: number | null;
  replicas: Record<string, Replica>;
}

/** One collection of a device, and RxDB's replication of it. */
export interface Replica {
  // Kept on the disk.
  stored: ById<Stored>;
  notes: ById<Note>;
  /** Opaque, as the server gave it. */
  place: string | null;
  /** RxDB's `up` checkpoint: the last write that it has come past. */
  sentUpTo: number;
  lastWrite: number;
  sendings: ById<Sending>;
  /** Revisions that the feed has brought, by document: to see that no place is past one that it has not. */
  brought: ById<string>;
  // Gone when the program ends.
  memory: Memory;
}

export interface Stored {
  readonly state: State;
  /** Of RxDB's revision. */
  readonly height: number;
  /** Height of the revision that was pulled last; 0 for none. */
  readonly pulledAt: number;
  readonly receipt: string;
  readonly write: number;
}

/** RxDB's note of what the server has. */
export interface Note {
  readonly state: State;
  readonly receipt: string;
  /** Height of the merged state that was made over it; 0 for none. */
  readonly mergedAt: number;
  /** How often it was written. */
  readonly nth: number;
}

export interface Sending {
  readonly base: string | null;
  readonly states: readonly SentState[];
}

export interface Memory {
  /** Writes that RxDB has not taken up to send; `stored` is null for those that it pulled itself. */
  tasks: readonly { readonly id: string; readonly write: number; readonly stored: Stored | null }[];
  push: Push | null;
  page: Page | null;
  unsent: ById<State>;
  /** What came from the server in this run, or before it, and is not noted. */
  pulled: ById<State>;
  pulledBefore: ById<State>;
  receipts: readonly Waiting[];
  /** What `SentStates` was told of each document, since nothing of it is open. */
  told: ById<readonly Told[]>;
  isFromStart: boolean;
  mustReread: boolean;
  /** The feed went on from a stored place without a document. */
  passed: { readonly from: string | null; readonly to: string } | null;
}

export type Told =
  | { readonly kind: 'wrote' | 'sending'; readonly state: State }
  | { readonly kind: 'recalled'; readonly sent: SentState }
  | { readonly kind: 'answered' };

/** A push of RxDB: from the request to the notes of what became of it. */
export interface Push {
  readonly stage: 'onTheWire' | 'answered' | 'noted' | 'merged';
  readonly rows: readonly PushedRow[];
  readonly upTo: number;
  /** Documents of which it is not known what became of them. */
  readonly underway: readonly string[];
  readonly reply: Reply | null;
}

export interface PushedRow {
  readonly id: string;
  readonly stored: Stored;
  readonly note: Note | null;
  /** False for what had only been pulled: RxDB has it noted, nobody sends it. */
  readonly isSent: boolean;
}

/** The server's answer: what it has of each row in conflict, why others are refused, and receipts. */
export interface Reply {
  readonly conflicts: ById<{ readonly state: State; readonly receipt: string }>;
  readonly refused: ById<unknown>;
  readonly receipts: ById<string>;
  readonly epoch: number;
}

export interface Page {
  readonly stage: 'onTheWire' | 'received' | 'stored';
  readonly documents: readonly { readonly id: string; readonly state: State; readonly receipt: string }[];
  readonly place: string;
  readonly more: boolean;
  readonly epoch: number;
  /** Documents whose push was confirmed since the page was asked for. */
  readonly confirmed: readonly string[];
  /** Of which the page's state was written here, and is to be noted. */
  readonly written: ById<Note | null>;
}

/** A copy whose parts may be set, down to what the device remembers of each collection. */
export function copyOf(device: Device): Device {
  const replicas = Object.entries(device.replicas).map(([name, replica]) => {
    return [name, { ...replica, memory: { ...replica.memory } }] as const;
  });
  return { ...device, replicas: Object.fromEntries(replicas) };
}

export function replicaOf(device: Device, collection: string): Replica {
  const replica = device.replicas[collection];
  if (!replica) throw new Error(`no ${collection} on ${device.name}`);
  return replica;
}

export function without<Value>(byId: ById<Value>, ...ids: readonly string[]): ById<Value> {
  return Object.fromEntries(Object.entries(byId).filter(([id]) => !ids.includes(id)));
}

import type { RxStorageDefaultCheckpoint } from 'rxdb';
import type { Problem } from '../problem/problem.ts';

/** Raised when a message changes its form. Both ends are built together; a difference is refused, never guessed at. */
export const protocolVersion = 1;

/** How the search's "newest first" is known: by this field as it was when the document was first written. */
export interface SearchOrder {
  /** Dotted path. A number is milliseconds since 1970; a text is a date of ISO 8601 unless `digits` is given. */
  readonly field: string;
  /** So many leading characters of the text are milliseconds since 1970, written in base `radix` (10 unless given). */
  readonly digits?: number;
  readonly radix?: number;
}

/** `instanceCreationOptions` of a collection. */
export interface StorageOptions {
  /** Text fields of the full-text search, dotted paths; none: the collection cannot be searched. */
  readonly searchFields?: readonly string[];
  /** Without it, newest is what was first written last on this device. */
  readonly searchOrder?: SearchOrder;
  /** Texts within lists, dotted paths through the list (`team.id`): `$elemMatch` on them reads no other document. */
  readonly elementFields?: readonly string[];
  /** Indexes beside the schema's own, which RxDB lets nobody change without a new version of every document. */
  readonly extraIndexes?: readonly (readonly string[])[];
}

/** A schema as it crosses: what RxDB hands to a storage, in plain data. */
export type WireSchema = Readonly<Record<string, unknown>>;
export type WireSelector = Readonly<Record<string, unknown>>;
/** A normalised Mango query. It crosses as an object, since JSON would lose `undefined` and dates in a selector. */
export interface WireQuery {
  readonly selector: WireSelector;
  readonly sort: readonly Readonly<Record<string, 'asc' | 'desc'>>[];
  readonly skip: number;
  readonly limit: number | null;
}

export interface OpenInput {
  readonly protocol: number;
  readonly database: string;
  readonly collection: string;
  readonly schema: WireSchema;
  readonly options: StorageOptions;
}

/** Attachments of one written document: what to store, what to forget. */
export interface WireAttachments {
  readonly add: readonly {
    readonly name: string;
    readonly digest: string;
    readonly type: string;
    readonly data: ArrayBuffer;
  }[];
  readonly remove: readonly string[];
  /** An attachment whose data is nowhere: the row fails. The first where the document is there, the second where not. */
  readonly missing: string | null;
  readonly missingIfNew: string | null;
}

/** One bulk write. Row `n` is the n-th of each list; nothing of it is sent back. */
export interface WriteInput {
  readonly instance: number;
  /** The new documents as JSON text, attachments without their data. */
  readonly documents: readonly string[];
  /** Revision that each was made from; null for an insert. */
  readonly previous: readonly (string | null)[];
  /** By row; left out where the schema has no attachments. */
  readonly attachments?: readonly (WireAttachments | null)[];
  readonly context: string;
}

/** A row that was not written. `document` is the stored state as JSON text. */
export type WireError =
  | { readonly row: number; readonly status: 409; readonly document: string }
  | { readonly row: number; readonly status: 510; readonly attachment: string; readonly document: string | null };

export interface WriteOutput {
  readonly errors: readonly WireError[];
  /** Rows that named a previous revision of a document that was not there: they were written as new. */
  readonly inserted: readonly number[];
}

/** Documents, each as JSON text: as they are stored, and cheaper to carry than one large text. */
export type Texts = readonly string[];

export interface GroupedCount {
  /** Null stands for missing, too. */
  readonly value: unknown;
  readonly count: number;
}

/** Every call that may cross, by name: what goes to the engine, what comes back. */
export interface Calls {
  open: { input: OpenInput; output: { readonly instance: number } };
  write: { input: WriteInput; output: WriteOutput };
  find: {
    input: { readonly instance: number; readonly ids: readonly string[]; readonly withDeleted: boolean };
    output: Texts;
  };
  query: { input: { readonly instance: number; readonly query: WireQuery }; output: Texts };
  count: { input: { readonly instance: number; readonly query: WireQuery }; output: number };
  changes: {
    input: {
      readonly instance: number;
      readonly limit: number;
      readonly checkpoint: RxStorageDefaultCheckpoint | null;
    };
    output: { readonly documents: Texts; readonly checkpoint: RxStorageDefaultCheckpoint };
  };
  attachment: {
    input: { readonly instance: number; readonly id: string; readonly name: string; readonly digest: string };
    output: { readonly type: string; readonly data: ArrayBuffer };
  };
  /** Purges documents deleted until `before` (milliseconds since 1970); true when none is left. */
  cleanup: { input: { readonly instance: number; readonly before: number }; output: boolean };
  close: { input: { readonly instance: number }; output: null };
  remove: { input: { readonly instance: number }; output: null };
  groupedCount: {
    input: { readonly instance: number; readonly selector: WireSelector; readonly groupBy: string };
    output: readonly GroupedCount[];
  };
  search: {
    input: { readonly instance: number; readonly text: string; readonly limit: number };
    output: { readonly ids: readonly string[] };
  };
}

export type Operation = keyof Calls;
/** The calls that go to one open instance. */
export type InstanceOperation = Exclude<Operation, 'open'>;
export type InstanceFields<Op extends InstanceOperation> = Omit<Input<Op>, 'instance'>;
export type Input<Op extends Operation> = Calls[Op]['input'];
export type Output<Op extends Operation> = Calls[Op]['output'];

/** How long each call may take, in milliseconds, waiting included. */
export const timeLimitsMs: Readonly<Record<Operation, number>> = {
  open: 60_000,
  write: 60_000,
  find: 20_000,
  query: 30_000,
  count: 30_000,
  changes: 30_000,
  attachment: 30_000,
  cleanup: 60_000,
  close: 20_000,
  remove: 60_000,
  groupedCount: 30_000,
  search: 15_000,
};

export type Request = {
  [Op in Operation]: { readonly call: number; readonly op: Op; readonly input: Input<Op> };
}[Operation];

export type Reply =
  | { readonly call: number; readonly value: Output<Operation> }
  | { readonly call: number; readonly problem: Problem };

/** What another port's write did to a collection that is open on this one. Documents as JSON text. */
export interface WireChange {
  readonly operation: 'INSERT' | 'UPDATE' | 'DELETE';
  readonly id: string;
  readonly document: string;
  readonly previous: string | null;
}

export interface ChangeMessage {
  readonly instance: number;
  readonly context: string;
  readonly checkpoint: RxStorageDefaultCheckpoint;
  readonly changes: readonly WireChange[];
}

/** Requests made in one turn travel in one message, and so do the replies of one commit. */
export interface FromEngine {
  readonly replies: readonly Reply[];
  readonly changed: readonly ChangeMessage[];
}

import {
  getAssumedMasterState,
  getChangedDocumentsSince,
  getComposedPrimaryKeyOfDocumentData,
  getHeightOfRevision,
  type RxStorageInstanceReplicationState,
} from 'rxdb';
import { isSameState } from '../conflict-handler.ts';
import { type State, type Stored, stateOf } from './ledger.ts';
import { type AnyCollection, type Replication, replicationIdentifier } from './replication.ts';

const pageSize = 1_000;

interface Unnoted {
  /** Written here, and not known to be with the server. */
  readonly unsent: ReadonlyMap<string, Stored>;
  /** Came from the server, and the program ended before that was noted. */
  readonly pulled: ReadonlyMap<string, Stored>;
}

/**
 * Reads what RxDB's replication has not come past yet and compares it with what it knows the server to have: the same
 * comparison by which it decides what to send.
 */
export async function readUnnoted(collection: AnyCollection, replication: Replication): Promise<Unnoted> {
  const unsent = new Map<string, Stored>();
  const pulled = new Map<string, Stored>();
  const mark = await pullMarkOf(collection);
  for (let checkpoint = await lastSent(replication); ; ) {
    const page = await getChangedDocumentsSince<Record<string, unknown>, unknown>(
      collection.storageInstance,
      pageSize,
      checkpoint,
    );
    const known = await knownToServer(collection, replication, page.documents as Stored[]);
    for (const stored of page.documents as Stored[]) {
      const id = idIn(collection, stored);
      if (known.has(id)) continue;
      if (isAsPulled(stored, mark)) pulled.set(id, stored);
      else unsent.set(id, stored);
    }
    if (page.documents.length < pageSize) return { unsent, pulled };
    checkpoint = page.checkpoint;
  }
}

/** What RxDB marks documents with that this replication pulled. */
export function pullMarkOf(collection: AnyCollection): Promise<string> {
  return collection.database.hashFunction(`rxdbreplication${replicationIdentifier}`);
}

/** Ids of those documents whose stored state the server is known to have. */
export async function knownToServer(
  collection: AnyCollection,
  replication: Replication,
  documents: readonly Stored[],
): Promise<Set<string>> {
  const assumed = await assumedStates(
    replication,
    documents.map((stored) => idIn(collection, stored)),
  );
  const known = documents.filter((stored) => {
    const state = assumed.get(idIn(collection, stored));
    return state && isSameState(state, stateOf(stored));
  });
  return new Set(known.map((stored) => idIn(collection, stored)));
}

/** The states that the server is noted to have, by document. */
export async function assumedStates(
  replication: Replication,
  ids: readonly string[],
): Promise<ReadonlyMap<string, State>> {
  const states = await getAssumedMasterState(stateOfReplication(replication), [...ids]);
  return new Map(Object.entries(states).map(([id, { docData }]) => [id, docData as State]));
}

/** RxDB's checkpoint of what it has sent; undefined before the first. */
async function lastSent({ metaInstance }: Replication): Promise<unknown> {
  if (!metaInstance) return undefined;
  const id = getComposedPrimaryKeyOfDocumentData(metaInstance.schema, { isCheckpoint: '1', itemId: 'up' });
  const [noted] = await metaInstance.findDocumentsById([id], false);
  return noted?.checkpointData;
}

/** True while a document is as the replication wrote it. */
function isAsPulled({ _meta, _rev }: Stored, mark: string): boolean {
  const origin = _meta.o as { readonly hash?: unknown; readonly _rev?: unknown } | undefined;
  return origin?.hash === mark && origin._rev === getHeightOfRevision(_rev);
}

export function stateOfReplication(
  replication: Replication,
): RxStorageInstanceReplicationState<Record<string, unknown>> {
  if (!replication.internalReplicationState) throw new Error('the replication has not started');
  return replication.internalReplicationState;
}

function idIn(collection: AnyCollection, stored: Stored): string {
  return String(stored[collection.schema.primaryPath]);
}

import type { OpenSession } from '../../../shared/bridge/contract.ts';
import { msOfStamp } from '../../../shared/domain/clock/stamp.ts';
import { revisionOf } from '../../../shared/domain/revision.ts';
import type { CollectionName, OutboxItem } from '../workspace.ts';
import type { CollectionSync } from './collection-sync.ts';
import type { State, Unsent } from './ledger.ts';

type Syncs = ReadonlyMap<CollectionName, CollectionSync>;

/** A document's size as text does not change while its state is the same. */
const sizes = new WeakMap<State, number>();

/** Everything that the server has not confirmed, oldest first; `isOnline`: what is on the wire may still arrive. */
export function outboxItems(syncs: Syncs, isOnline: boolean): OutboxItem[] {
  const items: OutboxItem[] = [];
  for (const [collection, { ledger, sending$ }] of syncs) {
    for (const [id, unsent] of ledger.unsent)
      items.push(itemOf(collection, id, unsent, isOnline && sending$.value > 0));
  }
  return items.sort((a, b) => a.since - b.since);
}

function itemOf(collection: CollectionName, id: string, unsent: Unsent, isSending: boolean): OutboxItem {
  const { state, problem, writtenAtMs } = unsent;
  const stampedAtMs = msOfStamp(String(state.updatedAt));
  return {
    collection,
    id,
    caseId: caseIdOf(collection, id, state),
    isDeleted: state._deleted,
    sizeBytes: sizeOf(state),
    since: Number.isNaN(stampedAtMs) ? writtenAtMs : stampedAtMs,
    state: problem ? 'refused' : isSending ? 'sending' : 'waiting',
    problem,
    refusedRevision: problem && revisionOf(state),
  };
}

function caseIdOf(collection: CollectionName, id: string, { caseId }: State): string | null {
  if (collection === 'cases') return id;
  return typeof caseId === 'string' ? caseId : null;
}

function sizeOf(state: State): number {
  const known = sizes.get(state);
  if (known !== undefined) return known;
  const size = new TextEncoder().encode(JSON.stringify(state)).byteLength;
  sizes.set(state, size);
  return size;
}

/** What people call a case by. */
export interface CaseName {
  readonly number: string;
  readonly entityName: string;
}

/**
 * The outbox, or one of it, as JSON text: each document whole, the case that it belongs to by name, its revision, and why it was
 * refused.
 */
export async function outboxText(
  syncs: Syncs,
  session: OpenSession,
  nowMs: number,
  nameOf: (caseId: string) => Promise<CaseName | null>,
  only?: OutboxItem,
): Promise<string> {
  const chosen = [...syncs].flatMap(([collection, { ledger }]) =>
    [...ledger.unsent]
      .filter(([id]) => !only || (only.collection === collection && only.id === id))
      .map(([id, unsent]) => ({ collection, id, ...unsent })),
  );
  const documents = await Promise.all(
    chosen.map(async ({ collection, id, state, problem }) => {
      const caseId = caseIdOf(collection, id, state);
      const inspectionCase = caseId === null ? null : await nameOf(caseId);
      return { collection, id, inspectionCase, revision: revisionOf(state), problem, document: state };
    }),
  );
  const { person, deviceId, deviceName } = session;
  const from = { personId: person.id, personName: person.name, deviceId, deviceName };
  return JSON.stringify(
    { kind: 'minh-tra-outbox', version: 1, exportedAt: new Date(nowMs).toISOString(), from, documents },
    null,
    2,
  );
}

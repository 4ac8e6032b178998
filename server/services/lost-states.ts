import type { Mergeable } from '../../shared/domain/merge/bookkeeping.ts';
import { mergeDocuments } from '../../shared/domain/merge/merge-documents.ts';
import { mergeRulesOf } from '../../shared/domain/merge-rules.ts';
import { revisionOf } from '../../shared/domain/revision.ts';
import { serverName } from '../../shared/schema/people.ts';
import { keyOf, type NewState, type StoredState } from '../queries/documents.ts';
import { type HeldState, heldKeyOf } from '../queries/held-states.ts';
import type { WireDocument } from './proposal.ts';
import { extractedColumns } from './push-candidates.ts';
import { stampsBefore } from './push-states.ts';
import type { ReadReceipt } from './receipts.ts';
import type { RegisteredCollection } from './registry.ts';

/** A state that this server is proven to have stored in an epoch that is over. */
export interface Proven extends ReadReceipt {
  readonly scope: string;
  readonly id: string;
  readonly revision: string;
}
export interface GivenBack extends Proven {
  readonly document: WireDocument;
}
/** What has passed the schema of its collection. */
export type Sound = WireDocument & Mergeable;

/** The row of a state that is given back, as `document` after what was merged and numbered; `before`: what was stored. */
export function stateGivenBack(
  collection: RegisteredCollection,
  pushedBy: string,
  state: GivenBack,
  document: WireDocument,
  before: StoredState | null,
): NewState {
  return {
    scope: state.scope,
    id: state.id,
    body: JSON.stringify(document),
    revision: revisionOf(document),
    pushedRevision: null,
    pastStamps: JSON.stringify(stampsBefore(collection, before, state.document)),
    version: before ? before.version + 1 : Math.max(state.version, 1),
    origin: serverName,
    deleted: document._deleted,
    pushedBy,
    columns: extractedColumns(collection.definition.columns, document),
  };
}

/** What the server has of a document, and what it had lost of it: three-way from what the restored copy held. */
export function mergedInto(
  stored: StoredState,
  { document }: GivenBack,
  held: HeldState | undefined,
  { definition, isCase }: RegisteredCollection,
  keepsNumber: boolean,
): WireDocument {
  // A number that was given once may stand on paper: the one that was given again gives way. No person chooses between them.
  const present = JSON.parse(stored.body) as WireDocument;
  const number = keepsNumber ? document.number : present.number;
  const withNumber = (state: WireDocument) => ({ ...state, ...(isCase ? { number } : {}) }) as Sound;
  const mine = withNumber(document);
  const theirs = withNumber(present);
  const base = held ? withNumber(held.body === null ? present : JSON.parse(held.body)) : null;
  const merged = mergeDocuments({ base, mine, theirs, rules: mergeRulesOf(definition.name) });
  return { ...merged, createdAt: theirs.createdAt, createdBy: theirs.createdBy };
}

/** True of a state of an epoch that is over when the server holds neither it nor a later one of that epoch. */
export function lostAmong(
  epoch: string,
  stored: ReadonlyMap<string, StoredState>,
  held: ReadonlyMap<string, HeldState>,
): (state: Proven) => boolean {
  return (state) => {
    if (state.epoch === epoch || stored.get(keyOf(state))?.revision === state.revision) return false;
    return state.version > (held.get(heldKeyOf(state))?.version ?? Number.NEGATIVE_INFINITY);
  };
}

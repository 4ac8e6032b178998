import type { RxConflictHandler, WithDeleted } from 'rxdb';
import type { Mergeable } from '../../shared/domain/merge/bookkeeping.ts';
import { mergeDocuments } from '../../shared/domain/merge/merge-documents.ts';
import { isSame } from '../../shared/domain/merge/shape.ts';
import { mergeRulesOf } from '../../shared/domain/merge-rules.ts';
import type { SentStates } from './sent-states.ts';

type State = WithDeleted<Record<string, unknown>>;

/**
 * How RxDB compares two states of a document and settles a conflict: three-way, by field, both values kept. No collection
 * is opened without it: RxDB's own takes the server's state, and the local edit is gone. Documents that are none of
 * ours, which only RxDB's test suite has, become the server's.
 */
export function conflictHandlerOf(
  collection: string,
  sentStates: SentStates,
): RxConflictHandler<Record<string, unknown>> {
  const rules = mergeRulesOf(collection);
  return {
    isEqual: isSameState,
    resolve: async ({ assumedMasterState, realMasterState: theirs, newDocumentState: mine }) => {
      if (!isOurs(theirs) || !isOurs(mine)) return theirs;
      const assumed = assumedMasterState && isOurs(assumedMasterState) ? assumedMasterState : null;
      const base = sentStates.commonWith(collection, theirs) ?? assumed;
      const merged = mergeDocuments<State & Mergeable>({ base, mine, theirs, rules });
      // Two may have made one document apart; who made it is what the server has, and never changes.
      return { ...merged, createdAt: theirs.createdAt, createdBy: theirs.createdBy };
    },
  };
}

/** Two states are one when every field is. The stamp is compared first: it differs in nearly all that differ. */
export function isSameState(a: State, b: State): boolean {
  return a.updatedAt === b.updatedAt && a._deleted === b._deleted && isSame(a, b);
}

/** True for a state of a synchronised document of shared/schema. */
export function isOurs(state: State): state is State & Mergeable {
  return typeof state.updatedAt === 'string' && Array.isArray(state.conflicts);
}

import { deepEqual, type RxConflictHandler, type WithDeleted } from 'rxdb';
import type { Synced } from '../../shared/schema/common.ts';

/** How RxDB compares two states of a document and settles a conflict; no collection is opened without it. */
export function conflictHandlerOf<Document extends Synced>(): RxConflictHandler<Document> {
  return {
    isEqual: sameState,
    resolve: async ({ newDocumentState }) => newDocumentState,
  };
}

/** Two states are one when every field is. The stamp is compared first: it differs in nearly all that differ. */
function sameState<Document extends Synced>(a: WithDeleted<Document>, b: WithDeleted<Document>): boolean {
  if (a.updatedAt !== b.updatedAt || a._deleted !== b._deleted) return false;
  return deepEqual(a, b);
}

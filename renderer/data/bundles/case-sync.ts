import type { Mergeable } from '../../../shared/domain/merge/bookkeeping.ts';
import type { InspectionCase } from '../../../shared/schema/cases.ts';
import type { CollectionSync } from '../replication/collection-sync.ts';
import type { AnyCollection } from '../replication/replication.ts';
import type { CollectionName } from '../workspace.ts';

/** A synchronised document's state, as it crosses from laptop to laptop. */
export type State = Mergeable & Readonly<Record<string, unknown>> & { readonly _deleted: boolean };

/** What a bundle is made of, and merged into: one collection's documents and what is known of them. */
export type CaseSync = Pick<CollectionSync, 'collection' | 'ledger' | 'knownStates' | 'gave'>;
export type CaseSyncs = ReadonlyMap<CollectionName, CaseSync>;

/** Living documents of a case in a collection. */
export async function statesOfCase(
  collection: AnyCollection,
  name: CollectionName,
  { id, entityId }: InspectionCase,
): Promise<State[]> {
  const selector = name === 'cases' ? { id } : name === 'entities' ? { id: entityId } : { caseId: id };
  const found = await collection.find({ selector }).exec();
  return found.map((document) => ({ ...document.toMutableJSON(), _deleted: false }) as unknown as State);
}

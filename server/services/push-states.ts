import { remembered, type Stamped } from '../../shared/domain/permission/permission.ts';
import { revisionOf } from '../../shared/domain/revision.ts';
import { serverName } from '../../shared/schema/people.ts';
import type { Queryable } from '../database/connections.ts';
import { inOrder, type NewState, type StoredState } from '../queries/documents.ts';
import { numberNewCases } from './case-numbering.ts';
import type { WireDocument } from './proposal.ts';
import { type Candidate, extractedColumns } from './push-candidates.ts';
import type { RegisteredCollection } from './registry.ts';

/** The origin of what came in a bundle: told to every laptop, its author's and its bringer's too. */
export const bundleOrigin = 'bundle';

/** What a pushing device is to the feed. */
export interface Pusher {
  readonly personId: string;
  /** Its replica: who need not be told of what it wrote. */
  readonly origin: string;
  readonly nowMs: number;
}

/** Stamps of the states before the stored one. Only this file writes them. */
export function earlierStamps(state: StoredState | null): Stamped[] {
  return state ? (JSON.parse(state.pastStamps) as Stamped[]) : [];
}

/** The row of a state that takes the place of a stored one. */
export function changedState(
  pusher: Pusher,
  collection: RegisteredCollection,
  candidate: Candidate,
  state: StoredState,
): NewState {
  const stamps = stampsBefore(collection, state);
  return newState(pusher, collection, candidate, candidate.document, stamps, state.version + 1);
}

/** Stamps of the states before one that takes the place of `state`; `merged`: of one that went into it besides. */
export function stampsBefore(
  { stampOf }: Pick<RegisteredCollection, 'stampOf'>,
  state: StoredState | null,
  merged?: WireDocument,
): Stamped[] {
  const documents = [state && (JSON.parse(state.body) as WireDocument), merged];
  const stamps = documents.flatMap((document) => (document && stampOf ? [stampOf(document)] : []));
  return remembered([...earlierStamps(state), ...stamps]);
}

/** The rows of documents that are stored for the first time, in an order that is the same for everyone. */
export async function addedStates(
  client: Queryable,
  pusher: Pusher,
  collection: RegisteredCollection,
  candidates: readonly Candidate[],
): Promise<NewState[]> {
  const ordered = inOrder(candidates);
  const documents = ordered.map((candidate) => candidate.document);
  const [first] = ordered;
  const completed =
    collection.isCase && first ? await numberNewCases(client, first.scope, documents, pusher.nowMs) : documents;
  return ordered.map((candidate, at) => addedState(pusher, collection, candidate, completed[at] ?? candidate.document));
}

/** The row of a document that is stored for the first time; `document`: the pushed one, or as the server completed it. */
export function addedState(
  pusher: Pusher,
  collection: RegisteredCollection,
  candidate: Candidate,
  document: WireDocument,
): NewState {
  const pushed = document === candidate.document ? undefined : collection.stampOf?.(candidate.document);
  return newState(pusher, collection, candidate, document, pushed ? [pushed] : [], 1);
}

function newState(
  pusher: Pusher,
  collection: RegisteredCollection,
  candidate: Candidate,
  document: WireDocument,
  pastStamps: readonly Stamped[],
  version: number,
): NewState {
  const isOwn = document === candidate.document;
  // What a colleague brought its maker does not know to be here: they are answered what the server made of it.
  const isTold = isOwn || pusher.origin === bundleOrigin;
  return {
    scope: candidate.scope,
    id: candidate.id,
    body: isOwn ? candidate.text : JSON.stringify(document),
    revision: isOwn ? candidate.revision : revisionOf(document),
    pushedRevision: isTold ? null : candidate.revision,
    pastStamps: JSON.stringify(pastStamps),
    version,
    origin: isOwn ? pusher.origin : serverName,
    deleted: document._deleted,
    pushedBy: pusher.personId,
    columns: extractedColumns(collection.definition.columns, document),
  };
}

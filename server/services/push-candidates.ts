import { isDeeperThan } from '../../shared/domain/depth.ts';
import { isFitText } from '../../shared/domain/fit-text.ts';
import { revisionOf } from '../../shared/domain/revision.ts';
import type { Problem } from '../../shared/problem/problem.ts';
import { objectionToSize } from '../../shared/protocol/document-size.ts';
import type { PushRow } from '../../shared/protocol/sync.ts';
import type { WireDocument } from './proposal.ts';
import type { RegisteredCollection } from './registry.ts';

/** A pushed row that is sound by itself: what is stored decides the rest. */
export interface Candidate {
  /** Place in the batch. */
  readonly row: number;
  readonly scope: string;
  readonly id: string;
  readonly base: string | null;
  readonly document: WireDocument;
  /** The document's JSON, as it is stored. */
  readonly text: string;
  readonly revision: string;
}

const deepest = 24;
const longestId = 80;
/** Control characters and lone surrogates: PostgreSQL takes neither in a key. */
const unfitForKey = /[\p{Cc}\p{Cs}]/u;

/** Checks a row's shape against the collection's schema, and that its writer may write in its scope. */
export function candidateOf(
  collection: RegisteredCollection,
  writes: readonly string[],
  row: number,
  { base, document }: PushRow,
): Candidate | Problem {
  if (isDeeperThan(document, deepest)) return invalid('depth');
  const fault = collection.firstFault(document);
  if (fault !== null) return invalid(fault.slice(0, 200));
  const id = collection.idOf(document);
  if (!isKey(id)) return invalid('id');
  const scope = collection.scopeOf(document);
  if (!isKey(scope)) return invalid('scope');
  if (!isFitText(document)) return invalid('text');
  if (!writes.includes(scope)) return { code: 'scope.denied' };
  return { row, scope, id, base, document, text: JSON.stringify(document), revision: revisionOf(document) };
}

/**
 * A row as a device pushes it: `candidateOf`, and not too large. What is given back is asked for no size: it was taken once,
 * and a device one of whose states is not taken stops.
 */
export function pushedCandidateOf(
  collection: RegisteredCollection,
  writes: readonly string[],
  row: number,
  pushed: PushRow,
): Candidate | Problem {
  const candidate = candidateOf(collection, writes, row, pushed);
  return 'code' in candidate ? candidate : (objectionToSize(candidate.text) ?? candidate);
}

/** Values of the collection's extracted columns; null where a field is missing or no text. */
export function extractedColumns(names: readonly string[], document: WireDocument): (string | null)[] {
  return names.map((name) => {
    const value = document[name];
    return typeof value === 'string' && !unfitForKey.test(value) ? value : null;
  });
}

/** A name that every object has, such as `constructor`, would stop a client that looks documents up in one. */
function isKey(value: unknown): value is string {
  if (typeof value !== 'string' || value in Object.prototype) return false;
  return value.length > 0 && value.length <= longestId && !unfitForKey.test(value);
}

function invalid(field: string): Problem {
  return { code: 'document.invalid', details: { field } };
}

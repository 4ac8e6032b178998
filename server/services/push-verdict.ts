import type { CaseParties } from '../../shared/domain/permission/permission.ts';
import type { Problem } from '../../shared/problem/problem.ts';
import type { Person } from '../../shared/schema/people.ts';
import type { StoredState } from '../queries/documents.ts';
import type { KeyHolder } from '../queries/signing-keys.ts';
import type { WireDocument } from './proposal.ts';
import type { Candidate } from './push-candidates.ts';
import { earlierStamps } from './push-states.ts';
import type { RegisteredCollection } from './registry.ts';
import { isSignedByTaker } from './signatures.ts';

/** What becomes of a pushed row. */
export type Verdict =
  /** Stored already, or nothing to store: sent again, it changes nothing. */
  | { readonly kind: 'known' }
  | { readonly kind: 'conflict'; readonly state: StoredState }
  | { readonly kind: 'refused'; readonly problem: Problem }
  | { readonly kind: 'added' }
  | { readonly kind: 'changed'; readonly state: StoredState };

/** What is known of a wave of rows besides what is stored under their own ids. */
export interface Surroundings {
  readonly person: Person;
  readonly collection: RegisteredCollection;
  /** Rows whose id, or case, is another scope's. */
  readonly strangers: ReadonlySet<Candidate>;
  /** The cases that the rows' documents belong to, by id. */
  readonly cases: ReadonlyMap<string, CaseParties>;
  /** Who signs by the keys that the rows' records were signed with. */
  readonly keys: ReadonlyMap<string, KeyHolder>;
  /** The rows came in a bundle: colleagues may go on from any of them. */
  readonly isBrought: boolean;
}

const notOurs: Problem = { code: 'document.invalid', details: { field: 'id' } };

/** Judges a row over the state that is stored, if any is. */
export function verdictOf(candidate: Candidate, state: StoredState | null, surroundings: Surroundings): Verdict {
  if (state ? isKnown(state, candidate, surroundings.person) : isNothing(candidate, surroundings))
    return { kind: 'known' };
  if (surroundings.strangers.has(candidate)) return { kind: 'refused', problem: notOurs };
  // Without a stored state any base is fine: a server that was restored from an older copy is given back what it lost.
  if (state && state.revision !== candidate.base) return { kind: 'conflict', state };
  const problem = objectionTo(candidate, state, surroundings);
  if (problem) return { kind: 'refused', problem };
  return state ? { kind: 'changed', state } : { kind: 'added' };
}

/**
 * True when the row's state is stored, as it is or completed by the server. Who did not make it is answered what the server made of
 * it: they had it from a colleague, and may have passed over it in the feed.
 */
export function isKnown(state: StoredState, candidate: Candidate, { id }: Pick<Person, 'id'>): boolean {
  if (state.revision === candidate.revision) return true;
  return state.pushedRevision === candidate.revision && candidate.document.createdBy === id;
}

/** The deletion of a document that its sender never knew to be here, and that is not; who was given it off-line may have it still. */
function isNothing({ base, document }: Candidate, { isBrought }: Surroundings): boolean {
  return base === null && document._deleted && !isBrought;
}

/** The rule that forbids a row to be stored, or null. */
function objectionTo(
  candidate: Candidate,
  state: StoredState | null,
  { person, collection, cases, keys }: Surroundings,
): Problem | null {
  return collection.check({
    person,
    stored: state && (JSON.parse(state.body) as WireDocument),
    next: candidate.document,
    earlier: earlierStamps(state),
    inspectionCase: cases.get(collection.caseIdOf?.(candidate.document) ?? '') ?? null,
    isSigned: (signed) => isSignedByTaker(signed, keys),
  });
}

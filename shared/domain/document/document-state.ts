import type { OfficialDocument } from '../../schema/documents.ts';
import { signingOf } from './signed-text.ts';

/**
 * Where a document stands: `void` when somebody's signature or refusal stands no longer and they have not signed anew;
 * `waiting`: ids of attendees who are still to sign or refuse.
 */
export type DocumentState =
  | { readonly kind: 'draft' | 'waiting' | 'void'; readonly waiting: readonly string[] }
  | { readonly kind: 'signed' | 'cancelled' };

export function documentState(document: OfficialDocument): DocumentState {
  if (document.cancelled) return { kind: 'cancelled' };
  const { signatures, refusals, voidSignatures, voidRefusals } = signingOf(document);
  const settled = new Set([...signatures, ...refusals].map(({ attendeeId }) => attendeeId));
  const waiting = document.attendees.filter(({ id, signs }) => signs && !settled.has(id)).map(({ id }) => id);
  const lapsed = [...voidSignatures, ...voidRefusals].some(({ attendeeId }) => !settled.has(attendeeId));
  if (lapsed) return { kind: 'void', waiting };
  if (settled.size === 0) return { kind: 'draft', waiting };
  return waiting.length > 0 ? { kind: 'waiting', waiting } : { kind: 'signed' };
}

/** Ids of the signatures and refusals that a change of the text would make void. */
export function standingIds(document: OfficialDocument): readonly string[] {
  const { signatures, refusals } = signingOf(document);
  return [...signatures, ...refusals].map(({ id }) => id);
}

import type { Mergeable } from '../merge/bookkeeping.ts';
import { commonStateIn, type SentState } from '../merge/sent-state.ts';
import { revisionOf } from '../revision.ts';

/** What two laptops can have in common of a document that comes in a bundle. */
export interface Meeting<State extends Mergeable> {
  /** States of the document that this laptop gave away or was given, the latest last. */
  readonly met: readonly State[];
  /** Revisions of what comes, and of the states that went into it. */
  readonly lineage: readonly string[];
  /** What the server is known to have had: to this laptop, and to the sender. */
  readonly ours: State | null;
  readonly theirs: State | null;
}

/**
 * The state that both sides' edits were made from: the latest that they met with, else the earlier of the two that the server is
 * known to have had, since its states follow one another. Null where none is known.
 */
export function commonStateOf<State extends Mergeable>({ met, lineage, ours, theirs }: Meeting<State>): State | null {
  const shared = met.findLast((state) => lineage.includes(revisionOf(state)));
  if (shared) return shared;
  if (!ours || !theirs) return null;
  return isLater(ours, theirs) ? theirs : ours;
}

/**
 * Of two states that the server has had, true when the first came after the second: it goes on from it, or bears the later stamp where
 * neither shows the other's. A case that the server numbered may bear an earlier stamp than the one that it was pushed with.
 */
export function isLater<State extends Mergeable>(one: State, other: State): boolean {
  const goesOn = (later: State, earlier: State) => commonStateIn([{ state: earlier, isWritten: true }], later) !== null;
  const [isOne, isOther] = [goesOn(one, other), goesOn(other, one)];
  return isOne === isOther ? one.updatedAt > other.updatedAt : isOne;
}

/** Stamp of the latest write that a document's state knows of by a person; empty where it knows of none. */
export function latestWriteBy(personId: string, state: Mergeable): string {
  const { updatedBy: by, updatedAt: at, origins = [], conflicts } = state;
  const writes = [{ by, at }, ...origins, ...conflicts.flatMap(({ values }) => values)];
  return writes.reduce((latest, write) => (write.by === personId && write.at > latest ? write.at : latest), '');
}

/** What comes of a document in a bundle, and what its sender knew the server to have. */
export interface Coming<State extends Mergeable> extends SentState<State> {
  readonly base: State | null;
  readonly met: readonly SentState<State>[];
}

/**
 * True when a document has gone on from what comes, so that nothing of it is left to bring: from the state itself, or where it goes on from
 * none that the sender had given before, by that very write of theirs, or a later one than any that they had made by then. `latestHere`:
 * stamp of their latest write that is known here.
 */
export function hasGoneOn<State extends Mergeable>(
  mine: State,
  coming: Coming<State>,
  madeBy: string,
  latestHere: string,
): boolean {
  if (commonStateIn([coming], mine)) return true;
  if (commonStateIn(coming.met, mine)) return false;
  const known = coming.base ? latestWriteBy(madeBy, coming.base) : '';
  if (latestHere <= known) return false;
  const { state, isWritten } = coming;
  // A state as they wrote it has a stamp of its own; a merged one that of one of the two that it was made from.
  const hasBeenHere = isWritten && state.updatedBy === madeBy && latestHere === state.updatedAt;
  return hasBeenHere || latestHere > latestWriteBy(madeBy, state);
}

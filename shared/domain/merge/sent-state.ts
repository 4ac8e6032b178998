import { contentOf, isDeleted, type Mergeable } from './bookkeeping.ts';
import { isSame } from './shape.ts';

/** A state that others may have. `isWritten`: its stamp was given to exactly this state: it was not merged. */
export interface SentState<State extends Mergeable = Mergeable> {
  readonly state: State;
  readonly isWritten: boolean;
}

/** The latest of the states, the latest last, from which `theirs` goes on: both sides then have it in common. Null where it is none. */
export function commonStateIn<State extends Mergeable>(sent: readonly SentState<State>[], theirs: State): State | null {
  const common = sent.findLast(({ state, isWritten }) => {
    // Numbering a new case, the server writes on top of it as well.
    const isUnchanged = () => hasSameFields({ ...theirs, number: Reflect.get(state, 'number') }, state);
    return hasStampOf(theirs, state) && (isWritten || isUnchanged());
  });
  return common?.state ?? null;
}

/** True when people entered the same in both, and differ over the same. */
export function hasSameFields(a: Mergeable, b: Mergeable): boolean {
  if (isDeleted(a) !== isDeleted(b)) return false;
  return isSame(a.conflicts, b.conflicts) && isSame(contentOf(a), contentOf(b));
}

/**
 * Somebody wrote on top of the state: its own stamp is left in what they did not touch. A merged state has the stamp of
 * one of the two that it was made from, which proves nothing about itself.
 */
function hasStampOf(theirs: Mergeable, sent: Mergeable): boolean {
  return [{ by: theirs.updatedBy, at: theirs.updatedAt, device: theirs.device }, ...(theirs.origins ?? [])].some(
    ({ by, at, device }) => at === sent.updatedAt && by === sent.updatedBy && device === sent.device,
  );
}

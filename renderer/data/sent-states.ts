import { deepEqual, type WithDeleted } from 'rxdb';
import { contentOf, type Mergeable } from '../../shared/domain/merge/bookkeeping.ts';

type State = WithDeleted<Record<string, unknown>> & Mergeable;

const mostStates = 8;

/**
 * States that were sent and whose answer is not known: the server may have them, and others may have gone on from them.
 * Without this, a person whose answer was lost would be in conflict with what they themselves wrote before.
 */
export class SentStates {
  /** By document, the latest last: the answer to each may be lost. */
  readonly #states = new Map<string, readonly State[]>();

  /** Answers every state of the document that was sent since the server last answered. */
  sending(collection: string, state: State): readonly State[] {
    const key = `${collection}|${state.id}`;
    const others = (this.#states.get(key) ?? []).filter((sent) => !deepEqual(sent, state));
    const states = [...others, state].slice(-mostStates);
    this.#states.set(key, states);
    return states;
  }

  answered(collection: string, id: string): void {
    this.#states.delete(`${collection}|${id}`);
  }

  /** What was sent of this document, if the server's state goes back to it: both sides then have it in common. */
  commonWith(collection: string, theirs: State, assumed: State | null): State | null {
    const sent = this.#states.get(`${collection}|${theirs.id}`) ?? [];
    return sent.findLast((state) => isAsSent(theirs, state) || hasStampOf(theirs, state, assumed)) ?? null;
  }
}

/** The state as it was sent, to which the server may have given a number. */
function isAsSent(theirs: State, sent: State): boolean {
  if (theirs._deleted !== sent._deleted || !deepEqual(theirs.conflicts, sent.conflicts)) return false;
  return deepEqual({ ...contentOf(theirs), number: 0 }, { ...contentOf(sent), number: 0 });
}

/** Somebody wrote on top of the state: its own stamp is left in what they did not touch. */
function hasStampOf(theirs: State, sent: State, assumed: State | null): boolean {
  // A merged state may carry the stamp of what the server had: that proves nothing.
  if (assumed?.updatedAt === sent.updatedAt) return false;
  return [{ by: theirs.updatedBy, at: theirs.updatedAt, device: theirs.device }, ...(theirs.origins ?? [])].some(
    ({ by, at, device }) => at === sent.updatedAt && by === sent.updatedBy && device === sent.device,
  );
}

import type { WithDeleted } from 'rxdb';
import { contentOf, isDeleted, type Mergeable } from '../../shared/domain/merge/bookkeeping.ts';
import { isSame } from '../../shared/domain/merge/shape.ts';

type State = WithDeleted<Record<string, unknown>> & Mergeable;

/** A state that was sent. `isWritten`: its stamp was given to exactly this state, on this device. */
export interface SentState {
  readonly state: State;
  readonly isWritten: boolean;
}

const mostStates = 8;

/**
 * States that were sent and whose answer is not known: the server may have them, and others may have gone on from them.
 * Without this, a person whose answer was lost would be in conflict with what they themselves wrote before.
 */
export class SentStates {
  /** By document, the latest last: the answer to each may be lost. */
  readonly #sent = new Map<string, readonly SentState[]>();
  /** By document, what was last written here and is not yet answered. */
  readonly #written = new Map<string, State>();

  /** A person writes this state on this device; it has a stamp of its own. */
  wrote(collection: string, state: State): void {
    this.#written.set(`${collection}|${state.id}`, state);
  }

  /** Answers every state of the document that was sent since the server last answered. */
  sending(collection: string, state: State): readonly SentState[] {
    const written = this.#written.get(`${collection}|${state.id}`);
    return this.recall(collection, { state, isWritten: written !== undefined && isSameWrite(state, written) });
  }

  /** A state that was sent before this start, or just now. */
  recall(collection: string, sent: SentState): readonly SentState[] {
    const key = `${collection}|${sent.state.id}`;
    const others = (this.#sent.get(key) ?? []).filter(({ state }) => !isSame(state, sent.state));
    const all = [...others, sent].slice(-mostStates);
    this.#sent.set(key, all);
    return all;
  }

  answered(collection: string, id: string): void {
    const key = `${collection}|${id}`;
    const written = this.#written.get(key);
    if (written && this.#sent.get(key)?.some(({ state }) => isSameWrite(state, written))) this.#written.delete(key);
    this.#sent.delete(key);
  }

  /** What was sent of this document, if the server's state goes back to it: both sides then have it in common. */
  commonWith(collection: string, theirs: State): State | null {
    const sent = this.#sent.get(`${collection}|${theirs.id}`) ?? [];
    const common = sent.findLast(({ state, isWritten }) => {
      // Numbering a new case, the server writes on top of it as well.
      const isSame = () => hasSameFields({ ...theirs, number: state.number }, state);
      return hasStampOf(theirs, state) && (isWritten || isSame());
    });
    return common?.state ?? null;
  }
}

function isSameWrite(a: State, b: State): boolean {
  return a.updatedAt === b.updatedAt && hasSameFields(a, b);
}

function hasSameFields(a: State, b: State): boolean {
  if (isDeleted(a) !== isDeleted(b)) return false;
  return isSame(a.conflicts, b.conflicts) && isSame(contentOf(a), contentOf(b));
}

/**
 * Somebody wrote on top of the state: its own stamp is left in what they did not touch. A merged state has the stamp of
 * one of the two that it was made from, which proves nothing about itself.
 */
function hasStampOf(theirs: State, sent: State): boolean {
  return [{ by: theirs.updatedBy, at: theirs.updatedAt, device: theirs.device }, ...(theirs.origins ?? [])].some(
    ({ by, at, device }) => at === sent.updatedAt && by === sent.updatedBy && device === sent.device,
  );
}

import type { WithDeleted } from 'rxdb';
import type { Mergeable } from '../../shared/domain/merge/bookkeeping.ts';
import { commonStateIn, hasSameFields, type SentState as MetState } from '../../shared/domain/merge/sent-state.ts';
import { isSame } from '../../shared/domain/merge/shape.ts';

type State = WithDeleted<Record<string, unknown>> & Mergeable;

export type SentState = MetState<State>;

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
    return this.recall(collection, { state, isWritten: this.isWritten(collection, state) });
  }

  /** True of what was last written here, as it was written. */
  isWritten(collection: string, state: State): boolean {
    const written = this.#written.get(`${collection}|${state.id}`);
    return written !== undefined && isSameWrite(state, written);
  }

  /** States of a document that others may have, the latest last. */
  of(collection: string, id: string): readonly SentState[] {
    return this.#sent.get(`${collection}|${id}`) ?? [];
  }

  /** A state that was sent before this start, or just now; or that colleagues have by another way. */
  recall(collection: string, sent: SentState): readonly SentState[] {
    const key = `${collection}|${sent.state.id}`;
    const others = this.of(collection, sent.state.id).filter(({ state }) => !isSame(state, sent.state));
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
    return commonStateIn(this.of(collection, theirs.id), theirs);
  }
}

function isSameWrite(a: State, b: State): boolean {
  return a.updatedAt === b.updatedAt && hasSameFields(a, b);
}

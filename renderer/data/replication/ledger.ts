import type { RxDocumentData, WithDeleted } from 'rxdb';
import type { Problem } from '../../../shared/problem/problem.ts';
import { isSameState } from '../conflict-handler.ts';

/** A document's state as RxDB stores it. */
export type Stored = RxDocumentData<Record<string, unknown>>;
/** A document's state as it crosses the wire. */
export type State = WithDeleted<Record<string, unknown>>;

/** A state that the server is not known to have. */
export interface Unsent {
  readonly state: State;
  /** Milliseconds since 1970, when it was written here. */
  readonly writtenAtMs: number;
  /** Why the server refused exactly this state. */
  readonly problem: Problem | null;
}

/**
 * What one collection has that the server has not confirmed. Filled by every local write, emptied only by RxDB's own note
 * that the server has exactly that state, so it cannot say that all is sent when it is not.
 */
export class Ledger {
  readonly #unsent = new Map<string, Unsent>();
  #refused = 0;

  get unsent(): ReadonlyMap<string, Unsent> {
    return this.#unsent;
  }

  /** Documents that the server refused as they are. */
  get refused(): number {
    return this.#refused;
  }

  /** Documents that wait to be sent. */
  get waiting(): number {
    return this.#unsent.size - this.#refused;
  }

  /** A state was written here; or it was before this start, and refused. */
  wrote(id: string, stored: Stored, problem: Problem | null = null): void {
    this.#set(id, { state: stateOf(stored), writtenAtMs: stored._meta.lwt, problem });
  }

  /** The server is known to have this state of the document. */
  confirm(id: string, known: State): void {
    const entry = this.#unsent.get(id);
    if (entry && isSameState(entry.state, known)) this.#set(id, null);
  }

  /** The server refused this state; another that was written meanwhile still waits. */
  refuse(id: string, state: State, problem: Problem): void {
    const entry = this.#unsent.get(id);
    if (entry && isSameState(entry.state, state)) this.#set(id, { ...entry, problem });
  }

  /** The server's state has taken this document's place. */
  replaced(id: string): void {
    this.#set(id, null);
  }

  #set(id: string, entry: Unsent | null): void {
    if (this.#unsent.get(id)?.problem) this.#refused -= 1;
    if (entry?.problem) this.#refused += 1;
    if (entry) this.#unsent.set(id, entry);
    else this.#unsent.delete(id);
  }
}

/** A stored document without RxDB's own fields, `_deleted` kept. */
export function stateOf(stored: Stored): State {
  const { _meta, _rev, _attachments, ...state } = stored;
  return state;
}

import { isSameState } from '../conflict-handler.ts';
import type { NoteRow } from '../storage/notes-watch.ts';
import type { State } from './ledger.ts';

/** A state that the server has, and its proof of that. */
export interface Receipted {
  readonly state: State;
  readonly receipt: string;
}
/** One that is not noted yet. */
export interface Waiting extends Receipted {
  readonly from: 'feed' | 'push';
}

/**
 * Server's proofs that it has stored a state: each is kept in RxDB's note of that state, and held here until then. Several
 * states of one document may be on their way at once, and RxDB notes them in an order of its own.
 */
export class Receipts {
  readonly #primary: string;
  readonly #waiting = new Map<string, readonly Waiting[]>();
  /** Which waiting state another object was found to be: to compare two documents costs as much as to store one. */
  readonly #found = new WeakMap<State, State>();

  constructor(primary: string) {
    this.#primary = primary;
  }

  /** The server has these states; the receipts stand in the same order, null where it gave none. */
  received(states: readonly State[], receipts: readonly (string | null)[], from: Waiting['from']): void {
    states.forEach((state, at) => {
      const receipt = receipts[at];
      if (!receipt) return;
      const id = String(state[this.#primary]);
      const isOther = (each: Waiting) => each.from !== from || !isSameState(each.state, state);
      this.#waiting.set(id, [...(this.#waiting.get(id) ?? []).filter(isOther), { state, receipt, from }]);
    });
  }

  /** What is not noted yet. */
  get waiting(): readonly Waiting[] {
    return [...this.#waiting.values()].flat();
  }

  /** The receipt of this state of a document, while it waits. */
  of(id: string, state: State): string | null {
    const found = (this.#waiting.get(id) ?? []).findLast((each) => isSameState(each.state, state));
    if (found) this.#found.set(state, found.state);
    return found?.receipt ?? null;
  }

  /** True when a note is about this very state. */
  isAbout({ docData }: NoteRow['document'], state: State): boolean {
    return this.#found.get(docData as State) === state || isSameState(docData as State, state);
  }

  /** The note is kept. RxDB may write two of one state at the same moment, and one of them fails: both are completed. */
  noted(note: NoteRow['document']): void {
    this.#keepOnly(note.itemId, ({ state }) => !this.isAbout(note, state));
  }

  /** The feed has come to its end: what RxDB has not noted of it it had noted before, or passed over. */
  feedIsWhole(): void {
    for (const id of [...this.#waiting.keys()]) this.#keepOnly(id, ({ from }) => from !== 'feed');
  }

  /** Puts into a note the receipt of the state that it is about; RxDB makes a new note out of the one before. */
  complete({ document, previous }: NoteRow): void {
    if (document.isCheckpoint === '1') return;
    const state = document.docData as State;
    const receipt = this.of(document.itemId, state) ?? receiptBefore(previous, state);
    document._meta = { ...document._meta, receipt: receipt ?? '' };
  }

  #keepOnly(id: string, isKept: (waiting: Waiting) => boolean): void {
    const kept = this.#waiting.get(id)?.filter(isKept) ?? [];
    if (kept.length > 0) this.#waiting.set(id, kept);
    else this.#waiting.delete(id);
  }
}

/** The receipt in the note before, where that is about the same state. */
function receiptBefore(previous: NoteRow['previous'], state: State): string | null {
  return previous && isSameState(previous.docData as State, state) ? receiptIn(previous) : null;
}

/** The receipt in one of RxDB's notes, or in a pulled document; null when the server gave none. */
export function receiptIn({ _meta: meta }: { readonly _meta: Readonly<Record<string, unknown>> }): string | null {
  return typeof meta.receipt === 'string' && meta.receipt !== '' ? meta.receipt : null;
}

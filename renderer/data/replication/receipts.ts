import { isSameState } from '../conflict-handler.ts';
import type { NoteRow } from '../storage/notes-watch.ts';
import type { State } from './ledger.ts';

/** Server's proofs that it has stored a state: each is kept in RxDB's note of that state, and held here until then. */
export class Receipts {
  readonly #primary: string;
  readonly #waiting = new Map<string, { readonly state: State; readonly receipt: string }>();

  constructor(primary: string) {
    this.#primary = primary;
  }

  /** The server has these states; the receipts stand in the same order, null where it gave none. */
  received(states: readonly State[], receipts: readonly (string | null)[]): void {
    states.forEach((state, at) => {
      const receipt = receipts[at];
      if (receipt) this.#waiting.set(String(state[this.#primary]), { state, receipt });
    });
  }

  /** These states get no note any more. */
  forget(states: Iterable<State>): void {
    for (const state of states) {
      const id = String(state[this.#primary]);
      if (this.#waiting.get(id)?.state === state) this.#waiting.delete(id);
    }
  }

  /** Puts into a note the receipt of the state that it is about; RxDB makes a new note out of the one before. */
  complete({ document, previous }: NoteRow): void {
    if (document.isCheckpoint === '1') return;
    const state = document.docData as State;
    const waiting = this.#waiting.get(document.itemId);
    const isNew = waiting !== undefined && isSameState(waiting.state, state);
    if (isNew) this.#waiting.delete(document.itemId);
    const isAsBefore = previous !== undefined && isSameState(previous.docData as State, state);
    const receipt = isNew ? waiting.receipt : isAsBefore ? receiptIn(previous) : null;
    document._meta = { ...document._meta, receipt: receipt ?? '' };
  }
}

/** The receipt in one of RxDB's notes; null when the server gave none. */
export function receiptIn({ _meta: meta }: Pick<NoteRow['document'], '_meta'>): string | null {
  return typeof meta.receipt === 'string' && meta.receipt !== '' ? meta.receipt : null;
}

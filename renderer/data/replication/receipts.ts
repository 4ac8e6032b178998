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
    const waiting = this.#waiting.get(id) ?? [];
    return waiting.findLast((each) => isSameState(each.state, state))?.receipt ?? null;
  }

  /** The note is kept. RxDB may write two of one state at the same moment, and one of them fails: both are completed. */
  noted({ itemId, docData }: NoteRow['document']): void {
    this.#keepOnly(itemId, ({ state }) => !isSameState(state, docData as State));
  }

  /** The feed has come to its end: what RxDB has not noted of it it had noted before, or passed over. */
  feedIsWhole(): void {
    for (const id of [...this.#waiting.keys()]) this.#keepOnly(id, ({ from }) => from !== 'feed');
  }

  /** Puts into a note the receipt of the state that it is about; RxDB makes a new note out of the one before. */
  complete({ document, previous }: NoteRow): void {
    if (document.isCheckpoint === '1') return;
    const state = document.docData as State;
    const isAsBefore = previous !== undefined && isSameState(previous.docData as State, state);
    const receipt = this.of(document.itemId, state) ?? (isAsBefore ? receiptIn(previous) : null);
    document._meta = { ...document._meta, receipt: receipt ?? '' };
  }

  #keepOnly(id: string, isKept: (waiting: Waiting) => boolean): void {
    const kept = this.#waiting.get(id)?.filter(isKept) ?? [];
    if (kept.length > 0) this.#waiting.set(id, kept);
    else this.#waiting.delete(id);
  }
}

/** The receipt in one of RxDB's notes, or in a pulled document; null when the server gave none. */
export function receiptIn({ _meta: meta }: { readonly _meta: Readonly<Record<string, unknown>> }): string | null {
  return typeof meta.receipt === 'string' && meta.receipt !== '' ? meta.receipt : null;
}

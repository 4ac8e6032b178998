import { revisionOf } from '../../../shared/domain/revision.ts';
import { isOurs } from '../conflict-handler.ts';
import type { SentState, SentStates } from '../sent-states.ts';
import type { DeviceNotes, Sending } from './device-notes.ts';
import type { State } from './ledger.ts';
import type { Row } from './sender.ts';

/** Only what a person has just written is remembered over a restart: a bulk of documents is not worth writing twice. */
const mostRemembered = 20;

/** Keeps one collection's sent states until they are answered, over a restart too. */
export class SentNotes {
  readonly #collection: string;
  readonly #notes: DeviceNotes;
  readonly #states: SentStates;
  readonly #remembered = new Set<string>();

  constructor(collection: string, notes: DeviceNotes, states: SentStates) {
    this.#collection = collection;
    this.#notes = notes;
    this.#states = states;
  }

  /** Reads what was sent before this start; `assumedOf` answers the state that the server is noted to have. */
  async recall(assumedOf: (ids: readonly string[]) => Promise<ReadonlyMap<string, State>>): Promise<void> {
    const sendings = await this.#notes.sent(this.#collection);
    if (sendings.length === 0) return;
    const assumed = await assumedOf(sendings.map(({ documentId }) => documentId));
    const past: string[] = [];
    for (const { documentId, base, states } of sendings) {
      const known = assumed.get(documentId);
      const isStillOpen = base === (known ? revisionOf(known) : null);
      if (isStillOpen) this.#remember(documentId, states);
      else past.push(documentId);
    }
    await this.#notes.forgetSent(this.#collection, past);
  }

  /** Rows are about to be sent; resolves once that is remembered. */
  async sending(rows: readonly Row[]): Promise<void> {
    const sendings = rows.flatMap(({ assumedMasterState, newDocumentState: state }): Sending[] => {
      if (!isOurs(state)) return [];
      const states = this.#states.sending(this.#collection, state);
      return [{ documentId: state.id, base: assumedMasterState ? revisionOf(assumedMasterState) : null, states }];
    });
    if (sendings.length === 0 || sendings.length > mostRemembered) return;
    await this.#notes.sending(this.#collection, sendings);
    for (const { documentId } of sendings) this.#remembered.add(documentId);
  }

  /** Colleagues have these states by another way than the server, each made from what it is known to have; resolves once that is remembered. */
  async gave(states: readonly SentState[], known: ReadonlyMap<string, State>): Promise<void> {
    const sendings = states.map((sent): Sending => {
      const base = known.get(sent.state.id);
      const all = this.#states.recall(this.#collection, sent);
      return { documentId: sent.state.id, base: base ? revisionOf(base) : null, states: all };
    });
    if (sendings.length === 0) return;
    await this.#notes.sending(this.#collection, sendings);
    for (const { documentId } of sendings) this.#remembered.add(documentId);
  }

  /** The server has answered: accepted, or with a state of its own. */
  answered(ids: readonly string[]): void {
    for (const id of ids) this.#states.answered(this.#collection, id);
    const forgotten = ids.filter((id) => this.#remembered.delete(id));
    // Should this not be kept, the next start sees by the base that it is past.
    if (forgotten.length > 0) void this.#notes.forgetSent(this.#collection, forgotten).catch(() => undefined);
  }

  #remember(id: string, states: readonly SentState[]): void {
    for (const sent of states) this.#states.recall(this.#collection, sent);
    this.#remembered.add(id);
  }
}

import type { RxReplicationWriteToMasterRow, WithDeleted } from 'rxdb';
import { revisionOf } from '../../../shared/domain/revision.ts';
import { type Problem, problemOf } from '../../../shared/problem/problem.ts';
import { objectionToSize } from '../../../shared/protocol/document-size.ts';
import { batchLimit, type PushReply, type PushRow } from '../../../shared/protocol/sync.ts';
import type { Lanes } from './lanes.ts';
import type { State } from './ledger.ts';
import type { Link } from './link.ts';
import type { ServerApi } from './server-api.ts';

export type Row = RxReplicationWriteToMasterRow<Record<string, unknown>>;

/** A state that the server does not take, and why. */
export interface Refused {
  readonly state: State;
  readonly problem: Problem;
}

export interface SenderReports {
  /** The server has these states: the receipts stand in the same order, null where it gave none. */
  received(states: readonly State[], receipts: readonly (string | null)[]): void;
  /** The server refused these for good; resolves once that is durably kept. */
  refused(rows: readonly Refused[]): Promise<void>;
}

/** Answer to a row that was not accepted, by its place in the batch. */
type Answer =
  | { readonly row: number; readonly outcome: 'conflict'; readonly document: State; readonly receipt: string }
  | { readonly row: number; readonly outcome: 'refused'; readonly problem: Problem };

/** So often a batch on which the server fails is sent again as it is. */
const mostFailures = 3;
/** Answers on which a batch is halved: one of its rows is at fault, or all together are too much. */
const faultsOfABatch: ReadonlySet<string> = new Set(['request.tooLarge', 'request.invalid', 'document.invalid']);

/**
 * Sends RxDB's rows to the server, in batches that shrink on a poor network. Settles only when each row has its answer:
 * RxDB takes what is not answered as a conflict for noted by the server.
 */
export class Sender {
  readonly #collection: string;
  readonly #api: ServerApi;
  readonly #link: Link;
  readonly #lanes: Lanes;
  readonly #reports: SenderReports;
  #batch = batchLimit;

  constructor(collection: string, api: ServerApi, link: Link, lanes: Lanes, reports: SenderReports) {
    this.#collection = collection;
    this.#api = api;
    this.#link = link;
    this.#lanes = lanes;
    this.#reports = reports;
  }

  /** RxDB's push handler: answers the server's states of the documents that are in conflict. */
  async send(rows: readonly Row[]): Promise<WithDeleted<Record<string, unknown>>[]> {
    return this.#lanes.run(() => this.#sendAll(rows));
  }

  async #sendAll(rows: readonly Row[]): Promise<State[]> {
    const conflicts: State[] = [];
    const pushed = rows.map(asPushed);
    const tooLarge = pushed.flatMap(({ document }): Refused[] => {
      const problem = objectionToSize(JSON.stringify(document));
      return problem ? [{ state: document, problem }] : [];
    });
    // Said now, also where there is no network: no server takes them.
    if (tooLarge.length > 0) await this.#reports.refused(tooLarge);
    const left = new Set(tooLarge.map(({ state }) => state));
    for (let rest = pushed.filter(({ document }) => !left.has(document)); rest.length > 0; ) {
      const { sent, answers } = await this.#sendSome(rest);
      for (const answer of answers) if (answer.outcome === 'conflict') conflicts.push(answer.document);
      const refused = answers.flatMap((answer) => {
        const row = sent[answer.row];
        return answer.outcome === 'refused' && row ? [{ state: row.document, problem: answer.problem }] : [];
      });
      if (refused.length > 0) await this.#reports.refused(refused);
      rest = rest.slice(sent.length);
    }
    return conflicts;
  }

  /** Sends a batch off the front of the rows: as many as the network has shown to carry. */
  async #sendSome(rows: readonly PushRow[]): Promise<{ sent: readonly PushRow[]; answers: readonly Answer[] }> {
    for (;;) {
      let sent: readonly PushRow[] = [];
      try {
        const { answers, receipts } = await this.#link.run(
          (signal) => {
            sent = rows.slice(0, this.#batch);
            return this.#push(sent, signal);
          },
          ({ code }, failures) => faultsOfABatch.has(code) || (code === 'internal' && failures >= mostFailures),
        );
        this.#batch = Math.min(batchLimit, this.#batch * 2);
        const documents = sent.map(({ document }) => document);
        this.#reports.received(documents, receipts);
        const conflicts = answers.filter((answer) => answer.outcome === 'conflict');
        this.#reports.received(
          conflicts.map(({ document }) => document),
          conflicts.map(({ receipt }) => receipt),
        );
        return { sent, answers };
      } catch (thrown) {
        if (sent.length <= 1) return { sent, answers: [{ row: 0, outcome: 'refused', problem: problemOf(thrown) }] };
        this.#batch = Math.ceil(sent.length / 2);
      }
    }
  }

  async #push(rows: readonly PushRow[], signal: AbortSignal): Promise<PushReply> {
    try {
      return await this.#api.push(this.#collection, rows, signal);
    } catch (thrown) {
      if (problemOf(thrown).code === 'server.away') this.#batch = Math.ceil(rows.length / 2);
      throw thrown;
    }
  }
}

/** The new state, and the revision of the state that it was made from, as the server last had it. */
function asPushed({ assumedMasterState, newDocumentState }: Row): PushRow {
  return { base: assumedMasterState ? revisionOf(assumedMasterState) : null, document: newDocumentState };
}

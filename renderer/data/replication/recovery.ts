import { getAssumedMasterState, getChangedDocumentsSince } from 'rxdb';
import { revisionOf } from '../../../shared/domain/revision.ts';
import { ProblemError } from '../../../shared/problem/problem.ts';
import type { LostRequest } from '../../../shared/protocol/sync.ts';
import type { CollectionSync } from './collection-sync.ts';
import type { State } from './ledger.ts';
import type { Link } from './link.ts';
import { receiptIn } from './receipts.ts';
import type { ServerApi } from './server-api.ts';
import { stateOfReplication } from './unnoted.ts';

const pageSize = 500;
/** Of a state that was noted by an older program: the server can only say whether it has it. */
const noReceipt = '-';

type Told = LostRequest['rows'][number] & { readonly document: State };

/**
 * A server that was restored from an older copy: gives it back what it had told this device and has lost, and then reads
 * its feed anew. What is unsent here goes on as before: the state that it was made from is there again.
 */
export class Recovery {
  readonly #syncs: () => Iterable<CollectionSync>;
  readonly #api: ServerApi;
  readonly #link: Link;
  #running: Promise<void> | null = null;

  constructor(syncs: () => Iterable<CollectionSync>, api: ServerApi, link: Link) {
    this.#syncs = syncs;
    this.#api = api;
    this.#link = link;
  }

  /** Resolves once the server may be asked as before; one recovery serves all who ask for it. */
  run(): Promise<void> {
    this.#running ??= this.#run().finally(() => {
      this.#running = null;
    });
    return this.#running;
  }

  async #run(): Promise<void> {
    // What the server accepted at the last moment is noted while the notes are read: they are read again.
    for (let before = -1; before !== this.#confirmed; ) {
      before = this.#confirmed;
      for (const sync of this.#syncs())
        for await (const told of toldTo(sync)) await this.#giveBack(sync.collection.name, told);
    }
    for (const sync of this.#syncs()) sync.feed.readFromStart();
    // From here on requests name the database as it is now.
    await this.#link.run((signal) => this.#api.restored(signal));
  }

  /** States that the server is noted to have accepted since the start. */
  get #confirmed(): number {
    return [...this.#syncs()].reduce((sum, { feed }) => sum + feed.confirmations, 0);
  }

  async #giveBack(collection: string, told: readonly Told[]): Promise<void> {
    let left = told;
    // Where another laptop brought a state at the same moment, what is still missing is asked for once more.
    for (let before = left.length + 1; left.length > 0; ) {
      const asked = left.map(({ document: _, ...row }) => row);
      const { lost } = await this.#link.run((signal) => this.#api.lost(collection, asked, signal));
      left = lost.flatMap((at) => left[at] ?? []);
      if (left.length === 0) return;
      // The feed would put the server's older state in the place of one that can't be given back: a person has to act.
      if (left.length === before) throw new ProblemError('server.restored');
      const rows = left.map(({ document, receipt }) => ({ document, receipt }));
      before = left.length;
      await this.#link.run((signal) => this.#api.giveBack(collection, rows, signal));
    }
  }
}

/** The states of a collection that the server is noted to have, page by page. */
async function* toldTo({ collection, replication }: CollectionSync): AsyncGenerator<Told[]> {
  for (let checkpoint: unknown; ; ) {
    const page = await getChangedDocumentsSince<Record<string, unknown>, unknown>(
      collection.storageInstance,
      pageSize,
      checkpoint,
    );
    const ids = page.documents.map((document) => String(document[collection.schema.primaryPath]));
    const assumed = await getAssumedMasterState(stateOfReplication(replication), ids);
    yield Object.entries(assumed).flatMap(([id, { docData, metaDocument }]) => {
      const document = docData as State;
      const receipt = receiptIn(metaDocument);
      if (document._deleted && !receipt) return [];
      const told = { id, scope: String(document.scope), revision: revisionOf(document) };
      return [{ ...told, receipt: receipt ?? noReceipt, document }];
    });
    if (page.documents.length < pageSize) return;
    checkpoint = page.checkpoint;
  }
}

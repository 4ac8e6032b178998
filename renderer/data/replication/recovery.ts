import { getAssumedMasterState, getChangedDocumentsSince } from 'rxdb';
import { revisionOf } from '../../../shared/domain/revision.ts';
import { type Problem, problemOf } from '../../../shared/problem/problem.ts';
import type { LostRequest } from '../../../shared/protocol/sync.ts';
import { bringBack } from './bring-back.ts';
import type { CollectionSync } from './collection-sync.ts';
import type { State } from './ledger.ts';
import type { Link } from './link.ts';
import { receiptIn } from './receipts.ts';
import type { ServerApi } from './server-api.ts';
import { stateOfReplication } from './unnoted.ts';

const pageSize = 500;
/** Well below what the server takes in one request: packed, it is through a slow 2G line before it is given up. */
const mostCharacters = 500_000;
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
    // It may be restored again meanwhile: then that database is to be given all of it.
    for (let isOver = false; !isOver; ) {
      const epochs = new Set<string>();
      for (const sync of this.#syncs()) {
        for await (const page of toldTo(sync)) {
          for (const told of portionsOf(page)) await this.#giveBack(sync.collection.name, told, epochs);
        }
      }
      for (const sync of this.#syncs()) sync.feed.readFromStart();
      isOver = epochs.size < 2 && (await this.#isAsked([...epochs][0]));
    }
  }

  /** From here on requests name the database of this epoch; false when it is another by now. */
  async #isAsked(epoch: string | undefined): Promise<boolean> {
    const isAnother = ({ code, details }: Problem) => code === 'server.restored' && details?.epoch === 'another';
    try {
      await this.#link.run((signal) => this.#api.restored(epoch === undefined ? {} : { epoch }, signal), isAnother);
      return true;
    } catch (thrown) {
      if (isAnother(problemOf(thrown))) return false;
      throw thrown;
    }
  }

  /** Notes in `epochs` which databases answered. */
  async #giveBack(collection: string, told: readonly Told[], epochs: Set<string>): Promise<void> {
    const lostOf = async (asked: readonly Told[]) => {
      const rows = asked.map(({ document: _, ...row }) => row);
      const { lost, epoch } = await this.#link.run((signal) => this.#api.lost(collection, rows, signal));
      epochs.add(epoch);
      return lost;
    };
    await bringBack(told, lostOf, (lost) => {
      const rows = lost.map(({ document, receipt }) => ({ document, receipt }));
      return this.#link.run((signal) => this.#api.giveBack(collection, rows, signal));
    });
  }
}

/** As much as one request carries. */
function* portionsOf(told: readonly Told[]): Generator<readonly Told[]> {
  let portion: Told[] = [];
  let characters = 0;
  for (const each of told) {
    const { length } = JSON.stringify(each);
    if (portion.length > 0 && characters + length > mostCharacters) {
      yield portion;
      portion = [];
      characters = 0;
    }
    portion.push(each);
    characters += length;
  }
  yield portion;
}

/**
 * The states of a collection that the server is known to have, page by page. First those that are not noted yet: RxDB notes
 * what was accepted when the whole of a push has been answered, and that may wait for this very recovery.
 */
async function* toldTo({ collection, replication, receipted }: CollectionSync): AsyncGenerator<Told[]> {
  const toldOf = (document: State, receipt: string): Told => ({
    id: String(document[collection.schema.primaryPath]),
    scope: String(document.scope),
    revision: revisionOf(document),
    ...{ receipt, document },
  });
  for (let at = 0; at < receipted.length; at += pageSize) {
    yield receipted.slice(at, at + pageSize).map(({ state, receipt }) => toldOf(state, receipt));
  }
  for (let checkpoint: unknown; ; ) {
    const page = await getChangedDocumentsSince<Record<string, unknown>, unknown>(
      collection.storageInstance,
      pageSize,
      checkpoint,
    );
    const ids = page.documents.map((document) => String(document[collection.schema.primaryPath]));
    const assumed = await getAssumedMasterState(stateOfReplication(replication), ids);
    yield Object.values(assumed).flatMap(({ docData, metaDocument }) => {
      const document = docData as State;
      const receipt = receiptIn(metaDocument);
      return document._deleted && !receipt ? [] : [toldOf(document, receipt ?? noReceipt)];
    });
    if (page.documents.length < pageSize) return;
    checkpoint = page.checkpoint;
  }
}

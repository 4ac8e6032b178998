import type { EventBulk, RxStorageChangeEvent } from 'rxdb';
import { replicateRxCollection } from 'rxdb/plugins/replication';
import { BehaviorSubject, merge, type Observable, Subject, type Subscription } from 'rxjs';
import { revisionOf } from '../../../shared/domain/revision.ts';
import { ProblemError } from '../../../shared/problem/problem.ts';
import { batchLimit } from '../../../shared/protocol/sync.ts';
import { isSameState } from '../conflict-handler.ts';
import type { SentState, SentStates } from '../sent-states.ts';
import type { DeviceStorage } from '../storage/device-storage.ts';
import type { NoteRow } from '../storage/notes-watch.ts';
import { isFromServer } from '../storage/pull-guard.ts';
import type { DeviceNotes, Refusal } from './device-notes.ts';
import { Feed, type FeedCheckpoint } from './feed.ts';
import type { Lanes } from './lanes.ts';
import { Ledger, type State, type Stored, stateOf } from './ledger.ts';
import type { Link } from './link.ts';
import { type Receipted, Receipts, receiptIn } from './receipts.ts';
import { type AnyCollection, type Replication, replicationIdentifier } from './replication.ts';
import { type Refused, type Row, Sender } from './sender.ts';
import { SentNotes } from './sent-notes.ts';
import type { ServerApi } from './server-api.ts';
import { Underway } from './underway.ts';
import { assumedStates, knownToServer, pullMarkOf, readUnnoted } from './unnoted.ts';

type Changes = EventBulk<RxStorageChangeEvent<Stored>, unknown>;

const sendAgainContext = 'send-again';
const giveUpContext = 'give-up';
/** A person waits for the server's answer so long. */
const askMs = 15_000;
const changedMeanwhile = () => new ProblemError('database.refused', { reason: 'changed meanwhile' });
/** RxDB has nothing more in hand, and something still waits: looked into after so long. */
const idleMs = 2_000;

export interface CollectionSyncOptions {
  readonly collection: AnyCollection;
  readonly storage: DeviceStorage;
  readonly api: ServerApi;
  readonly link: Link;
  readonly lanes: Lanes;
  readonly notes: DeviceNotes;
  readonly sentStates: SentStates;
  /** Resolves once the server has seen what colleagues gave to this laptop. */
  readonly carried: () => Promise<void>;
  /** Emits when the server may have something new. */
  readonly resync$: Observable<'RESYNC'>;
  /** Resolves when this collection may download: others go before it the first time. */
  readonly turn: () => Promise<void>;
  readonly received: (documents: readonly State[], remaining: number) => void;
  /** A document is now in this state, whoever wrote it. */
  readonly wrote: (id: string, state: Stored) => void;
  readonly whole: () => void;
}

/** One collection's replication, and what is known of it: what is unsent, what was refused, what is under way. */
export class CollectionSync {
  readonly collection: AnyCollection;
  readonly ledger = new Ledger();
  readonly replication: Replication;
  readonly feed: Feed;
  /** Emits after anything of the ledger has changed. */
  readonly changed$ = new Subject<void>();
  /** Documents on the wire. */
  readonly sending$ = new BehaviorSubject(0);
  readonly #options: CollectionSyncOptions;
  readonly #primary: string;
  readonly #sender: Sender;
  readonly #sent: SentNotes;
  readonly #receipts: Receipts;
  readonly #underway = new Underway();
  readonly #reread$ = new Subject<'RESYNC'>();
  readonly #subscriptions: Subscription[] = [];
  /** States refused in the push under way: RxDB must not note them as known to the server. */
  readonly #withheld = new Map<string, State>();
  /** Documents with a refusal that is remembered over a restart. */
  #remembered = new Map<string, Refusal>();
  /** States that came from the server and are not noted yet: never sent back. */
  readonly #pulled = new Map<string, State>();
  /** Those that came before this start and were not noted then. */
  readonly #pulledBefore = new Map<string, State>();
  readonly #isPulledKnown: Promise<void>;
  #pulledIsKnown: () => void = () => {};
  #idle: ReturnType<typeof setTimeout> | undefined;
  #isClosed = false;

  constructor(options: CollectionSyncOptions) {
    const { collection, api, link, lanes, turn, received, whole } = options;
    this.#options = options;
    this.#isPulledKnown = new Promise((resolve) => {
      this.#pulledIsKnown = resolve;
    });
    this.collection = collection;
    this.#primary = collection.schema.primaryPath;
    this.#receipts = new Receipts(this.#primary);
    const reread = () => this.#reread$.next('RESYNC');
    this.feed = new Feed({
      collection: collection.name,
      primary: this.#primary,
      api,
      link,
      turn,
      mayStore: (ids) => this.#underway.isClearOf(ids),
      received: (documents, receipts, remaining) => {
        for (const document of documents) this.#pulled.set(this.#idOf(document), document);
        this.#receipts.received(documents, receipts, 'feed');
        received(documents, remaining);
      },
      whole: () => {
        // What RxDB has not noted by now it had noted before, or passed over for what was written here.
        this.#receipts.feedIsWhole();
        this.#pulled.clear();
        whole();
      },
      reread,
    });
    this.#sent = new SentNotes(collection.name, options.notes, options.sentStates);
    this.#sender = new Sender(collection.name, api, link, lanes, {
      received: (states, receipts) => this.#receipts.received(states, receipts, 'push'),
      refused: (rows) => this.#refused(rows),
    });
    this.replication = replicateRxCollection<Record<string, unknown>, FeedCheckpoint>({
      replicationIdentifier,
      collection,
      live: true,
      autoStart: false,
      waitForLeadership: false,
      // The feed knows its end itself: RxDB goes on until it is given nothing.
      pull: {
        handler: (checkpoint) => this.feed.pull(checkpoint),
        batchSize: 1,
        stream$: merge(options.resync$, this.#reread$),
      },
      push: { handler: (rows) => this.#push(rows), batchSize: batchLimit },
    });
  }

  /** States that the server has and that are not noted yet. */
  get receipted(): readonly Receipted[] {
    return this.#receipts.waiting;
  }

  /** Starts; resolves once it is known what is unsent. */
  async start(): Promise<void> {
    const { collection, storage, notes, resync$ } = this.#options;
    const { collectionName } = await this.replication.metaInfoPromise;
    storage.guard(collection.name, {
      mark: await pullMarkOf(collection),
      isOutdated: (id) => this.feed.isOutdated(id),
      receiptOf: (id, stored) => this.#receipts.of(id, stateOf(stored)),
    });
    storage.watch(collectionName, {
      withholds: (row) => this.#withholds(row),
      complete: (row) => this.#receipts.complete(row),
      noted: (rows, bySending) => this.#noted(rows, bySending),
      done: (rows) => this.#underway.end(rows.map(({ document }) => document.itemId)),
    });
    this.#remembered = await notes.refusals(collection.name);
    this.#subscriptions.push(
      resync$.subscribe(() => this.feed.mayHaveNews()),
      collection.storageInstance.changeStream().subscribe((changes) => this.#wrote(changes as Changes)),
    );
    await this.replication.start();
    await this.#sent.recall((ids) => assumedStates(this.replication, ids));
    await this.#readUnnoted();
    this.#pulledIsKnown();
    this.#watchIdleness();
  }

  /** Sends again what the server refused. */
  async sendRefusedAgain(): Promise<void> {
    const refused = [...this.ledger.unsent].filter(([, { problem }]) => problem).map(([id]) => id);
    await this.#sendAgain(refused);
  }

  /**
   * Gives up the state of this revision that the server refused: the server's own state takes the place, asked for now, or
   * nothing where it has none. Throws `server.away` and the like, and `database.refused` when the state is another by now.
   */
  async giveUp(id: string, revision: string): Promise<void> {
    const { storageInstance } = this.#options.collection;
    const refused = this.ledger.unsent.get(id);
    const [mine] = (await storageInstance.findDocumentsById([id], true)) as Stored[];
    if (!mine || !refused?.problem || revisionOf(refused.state) !== revision) throw changedMeanwhile();
    const theirs = await this.#askServer(id, refused.state);
    const { _meta, _rev, _attachments } = mine;
    const document = theirs ? { ...theirs, _meta, _rev, _attachments } : { ...mine, _deleted: true };
    const { error } = await storageInstance.bulkWrite([{ previous: mine, document }], giveUpContext);
    if (error.length > 0) throw changedMeanwhile();
  }

  /** The server's present state of a document; null when it has none. */
  async #askServer(id: string, mine: State): Promise<State | null> {
    const { api, collection } = this.#options;
    const known = (await assumedStates(this.replication, [id])).get(id);
    // What is not made from the server's state is answered with that state, and a deletion of nothing changes nothing.
    const document = known ?? { ...mine, _deleted: true };
    const rows = [{ base: null, document }];
    const [answer] = (await api.push(collection.name, rows, AbortSignal.timeout(askMs))).answers;
    return answer?.outcome === 'conflict' ? (answer.document as State) : (known ?? null);
  }

  /** The states that the server is noted to have, by document. */
  knownStates(ids: readonly string[]): Promise<ReadonlyMap<string, State>> {
    return assumedStates(this.replication, ids);
  }

  /** Colleagues have these states by another way than the server: they may have gone on from them. */
  async gave(states: readonly SentState[]): Promise<void> {
    await this.#sent.gave(states, await this.knownStates(states.map(({ state }) => state.id)));
  }

  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#idle);
    this.#underway.endAll();
    for (const subscription of this.#subscriptions) subscription.unsubscribe();
    void this.replication.cancel();
  }

  async #push(rows: readonly Row[]): Promise<State[]> {
    await this.#isPulledKnown;
    await this.#options.carried();
    const states = rows.map(({ newDocumentState }) => newDocumentState);
    for (const state of states) if (this.#isRefused(state)) this.#withheld.set(this.#idOf(state), state);
    const news = rows.filter(({ newDocumentState: state }) => !this.#isPulled(state) && !this.#isRefused(state));
    const ids = news.map(({ newDocumentState }) => this.#idOf(newDocumentState));
    for (const id of ids) this.#withheld.delete(id);
    this.sending$.next(this.sending$.value + news.length);
    this.#underway.begin(ids);
    try {
      await this.#sent.sending(news);
      const conflicts = await this.#sender.send(news);
      this.#underway.end(conflicts.map((document) => this.#idOf(document)));
      return conflicts;
    } catch (thrown) {
      this.#underway.end(ids);
      throw thrown;
    } finally {
      this.sending$.next(this.sending$.value - news.length);
    }
  }

  /** RxDB may look for what is unsent between storing what it pulled and noting it. */
  #isPulled(state: State): boolean {
    const id = this.#idOf(state);
    return [this.#pulled.get(id), this.#pulledBefore.get(id)].some((theirs) => theirs && isSameState(theirs, state));
  }

  /** RxDB brings again what was refused, when the program ended before RxDB had noted how far it was. */
  #isRefused(state: State): boolean {
    const entry = this.ledger.unsent.get(this.#idOf(state));
    return entry !== undefined && entry.problem !== null && isSameState(entry.state, state);
  }

  async #refused(rows: readonly Refused[]): Promise<void> {
    const refusals = rows.map(({ state, problem }): Refusal => {
      const documentId = this.#idOf(state);
      this.#withheld.set(documentId, state);
      this.ledger.refuse(documentId, state, problem);
      return { documentId, revision: revisionOf(state), problem };
    });
    for (const refusal of refusals) this.#remembered.set(refusal.documentId, refusal);
    const ids = refusals.map(({ documentId }) => documentId);
    this.#sent.answered(ids);
    this.#underway.end(ids);
    this.changed$.next();
    await this.#options.notes.refused(this.#options.collection.name, refusals);
  }

  #withholds({ document }: NoteRow): boolean {
    if (document.isCheckpoint === '1') return document.itemId === 'down' && !this.feed.mayNotePlace;
    const refused = this.#withheld.get(document.itemId);
    return refused !== undefined && isSameState(refused, document.docData as State);
  }

  #noted(rows: readonly NoteRow[], bySending: boolean): void {
    const forgiven: string[] = [];
    const answered: string[] = [];
    for (const { document } of rows) {
      if (document.isCheckpoint === '1') {
        if (document.itemId === 'down') this.feed.stored(document.checkpointData as FeedCheckpoint);
        continue;
      }
      this.#receipts.noted(document);
      for (const pulled of [this.#pulled, this.#pulledBefore]) {
        const theirs = pulled.get(document.itemId);
        if (theirs && this.#receipts.isAbout(document, theirs)) pulled.delete(document.itemId);
      }
      if (bySending) {
        this.feed.confirmed(document.itemId);
        answered.push(document.itemId);
      }
      this.ledger.confirm(document.itemId, document.docData as State);
      if (this.#remembered.has(document.itemId) && !this.ledger.unsent.has(document.itemId)) {
        forgiven.push(document.itemId);
        this.#remembered.delete(document.itemId);
      }
    }
    this.#sent.answered(answered);
    if (forgiven.length > 0) {
      // Should this not be kept, the next start sees that the server has them.
      void this.#options.notes.forgetRefusals(this.#options.collection.name, forgiven).catch(() => undefined);
    }
    this.changed$.next();
  }

  #wrote({ context, events }: Changes): void {
    const isPulled = isFromServer(context);
    for (const { documentId, documentData } of events) {
      if (isPulled) this.ledger.replaced(documentId);
      else this.ledger.wrote(documentId, documentData as Stored);
      this.#options.wrote(documentId, documentData as Stored);
    }
    this.changed$.next();
  }

  /** What was written before this start and is not known to be with the server. */
  async #readUnnoted(): Promise<void> {
    const { unsent, pulled } = await readUnnoted(this.#options.collection, this.replication);
    for (const [id, stored] of pulled) {
      const state = stateOf(stored);
      this.#pulledBefore.set(id, state);
      this.#receipts.received([state], [receiptIn(stored)], 'feed');
    }
    for (const [id, stored] of unsent) if (!this.ledger.unsent.has(id)) this.#recall(id, stored);
    await this.#recallRefusals();
    this.changed$.next();
  }

  /** Refusals of before this start: those whose document has not changed since still stand. */
  async #recallRefusals(): Promise<void> {
    const ids = [...this.#remembered.keys()].filter((id) => !this.ledger.unsent.has(id));
    if (ids.length === 0) return;
    const { collection, notes } = this.#options;
    const documents = (await collection.storageInstance.findDocumentsById(ids, true)) as Stored[];
    const known = await knownToServer(collection, this.replication, documents);
    for (const stored of documents) {
      const id = this.#idOf(stored);
      if (!known.has(id) && !this.ledger.unsent.has(id)) this.#recall(id, stored);
    }
    const forgiven = ids.filter((id) => !this.ledger.unsent.has(id));
    for (const id of forgiven) this.#remembered.delete(id);
    await notes.forgetRefusals(collection.name, forgiven);
  }

  #recall(id: string, stored: Stored): void {
    const refusal = this.#remembered.get(id);
    const stands = refusal?.revision === revisionOf(stored);
    this.ledger.wrote(id, stored, refusal && stands ? refusal.problem : null);
  }

  /**
   * RxDB sends what is written as it is written. Should it have nothing in hand while something waits, that is looked up
   * in its notes, and what the server does not have is sent again: no document is left behind in silence.
   */
  #watchIdleness(): void {
    const isActive$ = this.replication.internalReplicationState?.events.active.up;
    if (!isActive$) return;
    this.#subscriptions.push(
      isActive$.subscribe((isActive) => {
        clearTimeout(this.#idle);
        if (!isActive) this.#lookSoon();
      }),
    );
  }

  #lookSoon(): void {
    if (this.#isClosed) return;
    this.#idle = setTimeout(() => this.#lookIntoWaiting().catch(() => this.#lookSoon()), idleMs);
  }

  async #lookIntoWaiting(): Promise<void> {
    const waiting = [...this.ledger.unsent].filter(([, { problem }]) => !problem).map(([id]) => id);
    if (waiting.length === 0) return;
    const { collection } = this.#options;
    const documents = (await collection.storageInstance.findDocumentsById(waiting, true)) as Stored[];
    const known = await knownToServer(collection, this.replication, documents);
    for (const stored of documents) {
      const id = this.#idOf(stored);
      if (known.has(id)) this.ledger.confirm(id, stateOf(stored));
    }
    this.changed$.next();
    await this.#sendAgain([...this.ledger.unsent.keys()].filter((id) => waiting.includes(id)));
  }

  /** Writes documents as they are, so that RxDB takes them up. */
  async #sendAgain(ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    const { storageInstance } = this.#options.collection;
    const documents = await storageInstance.findDocumentsById([...ids], true);
    await storageInstance.bulkWrite(
      documents.map((document) => ({ previous: document, document })),
      sendAgainContext,
    );
  }

  #idOf(state: Readonly<Record<string, unknown>>): string {
    return String(state[this.#primary]);
  }
}

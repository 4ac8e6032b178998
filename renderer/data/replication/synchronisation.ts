import { filter, map, type Observable, ReplaySubject, Subject } from 'rxjs';
import { problemOf } from '../../../shared/problem/problem.ts';
import { Carried } from '../bundles/carried.ts';
import type { Database } from '../database.ts';
import type { SentStates } from '../sent-states.ts';
import type { DeviceStorage } from '../storage/device-storage.ts';
import type { CollectionName, SyncStatus } from '../workspace.ts';
import { CollectionSync } from './collection-sync.ts';
import { DeviceNotes } from './device-notes.ts';
import { FirstDownload } from './first-download.ts';
import { Lanes } from './lanes.ts';
import type { State } from './ledger.ts';
import { Link, type LinkState } from './link.ts';
import { LiveStream } from './live-stream.ts';
import { OpenConflicts } from './open-conflicts.ts';
import { Recovery } from './recovery.ts';
import type { AnyCollection } from './replication.ts';
import { ServerApi } from './server-api.ts';
import { type SyncFacts, statusOf } from './status.ts';

/** So many pushes at once: while the server works on one, the next is packed. */
const pushLanes = 2;
/** How often the time of the last synchronisation is kept at most. */
const keepSyncedMs = 60_000;

export interface SynchronisationOptions {
  readonly database: Database;
  readonly storage: DeviceStorage;
  readonly sentStates: SentStates;
  /** In the order of the first download. */
  readonly names: readonly CollectionName[];
  readonly baseUrl: string;
  readonly fetch: typeof globalThis.fetch;
  /** Milliseconds since 1970 by the server's clock as last measured. */
  readonly now: () => number;
  /** Takes notice of a stamp that has come from elsewhere. */
  readonly observe: (stamp: string) => void;
  /** Emits when trying again is worth it. */
  readonly wake$?: Observable<unknown> | undefined;
  /** What the machine says of its network. */
  readonly online$?: Observable<boolean> | undefined;
}

/** All that keeps this device and the server alike: starts by itself, goes on by itself, and says how it stands. */
export class Synchronisation {
  readonly link = new Link(Math.random, () => this.#recover());
  readonly syncs: ReadonlyMap<CollectionName, CollectionSync>;
  readonly carried: Carried;
  /** Emits first when it is known how things stand, and whenever that changes. */
  readonly status$ = new ReplaySubject<SyncStatus>(1);
  /** Emits first when it is known what is unsent, and after each change of it. */
  readonly unsentChanged$ = new ReplaySubject<void>(1);
  readonly #options: SynchronisationOptions;
  readonly #notes: DeviceNotes;
  readonly #stream: LiveStream;
  readonly #recovery: Recovery;
  readonly #firstDownload: FirstDownload;
  readonly #conflicts = new OpenConflicts();
  readonly #resync$ = new Subject<string | null>();
  readonly #closers: (() => void)[] = [];
  /** Collections that have not come to the feed's end since the server was last away. */
  readonly #behind: Set<string>;
  #lastSyncedAt: string | null = null;
  #keptAtMs = 0;
  #isKnown = false;
  #isClosed = false;
  #started: Promise<void> = Promise.resolve();
  #wasAway = false;

  constructor(options: SynchronisationOptions) {
    this.#options = options;
    this.#notes = new DeviceNotes(options.database.collections.device);
    this.#firstDownload = new FirstDownload(options.names, this.#notes);
    this.#behind = new Set(options.names);
    const api = new ServerApi(options.baseUrl, options.fetch);
    this.#recovery = new Recovery(() => this.syncs.values(), api, this.link);
    this.carried = new Carried(options.database.collections.device, this.link, (signed, signal) =>
      api.bring(signed, signal),
    );
    const lanes = new Lanes(pushLanes);
    this.#stream = new LiveStream({ api, link: this.link, changed: (name) => this.#resync$.next(name) });
    this.syncs = new Map(options.names.map((name) => [name, this.#syncOf(name, api, lanes)]));
  }

  /** Starts everything; resolves once it is known what is unsent. Whether the server can be reached does not matter. */
  start(): Promise<void> {
    this.#started = this.#start().catch((thrown) => {
      this.#options.storage.steadiness.problem$.next(problemOf(thrown));
    });
    return this.#started;
  }

  async #start(): Promise<void> {
    await this.#firstDownload.recall();
    await this.carried.recall();
    this.#lastSyncedAt = await this.#notes.lastSyncedAt();
    this.#follow();
    await Promise.all([...this.syncs.values()].map((sync) => sync.start()));
    if (this.#isClosed) return;
    this.#isKnown = true;
    this.#unsentChanged();
    this.#stream.start();
    await this.#readOn();
    // What can't be purged now is at the next start.
    if (!this.#isClosed) await this.#notes.purge().catch(() => undefined);
  }

  /** Tries at once, refused documents included. */
  retry(): void {
    const { value } = this.link.state$;
    if (value.kind === 'paused' && value.problem) this.link.resume();
    this.wake();
    this.#resync$.next(null);
    // What can't be written now stands in the outbox as before.
    for (const sync of this.syncs.values()) sync.sendRefusedAgain().catch(() => undefined);
  }

  /** The network is back, the machine woke, or the window was shown. */
  wake(): void {
    this.link.wake();
    this.#stream.wake();
  }

  /** Ends everything; what is under way is as if it had not been begun. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#stream.close();
    this.link.close();
    this.#options.storage.steadiness.end();
    await this.#started;
    for (const close of this.#closers) close();
    for (const sync of this.syncs.values()) sync.close();
    this.status$.complete();
    this.unsentChanged$.complete();
    if (this.#lastSyncedAt) await this.#notes.synced(this.#lastSyncedAt).catch(() => undefined);
  }

  /** The server was restored from an older copy: until it has back what it lost, nothing is up to date. */
  async #recover(): Promise<void> {
    for (const name of this.#options.names) this.#behind.add(name);
    this.#publish();
    // What this device was told can be read once all of it has been opened.
    await this.#started;
    await this.#recovery.run();
    // Every feed is read from its start, also where nobody was asking for it.
    this.#resync$.next(null);
  }

  #syncOf(name: CollectionName, api: ServerApi, lanes: Lanes): CollectionSync {
    const { database, storage, sentStates } = this.#options;
    return new CollectionSync({
      collection: database.collections[name] as unknown as AnyCollection,
      storage,
      sentStates,
      carried: () => this.carried.delivered(),
      api,
      link: this.link,
      lanes,
      notes: this.#notes,
      resync$: this.#resync$.pipe(
        filter((wanted) => wanted === null || wanted === name),
        map(() => 'RESYNC' as const),
      ),
      turn: () => this.#firstDownload.turn(name),
      received: (documents, remaining) => this.#received(name, documents, remaining),
      wrote: (id, state) => this.#conflicts.wrote(`${name}|${id}`, state),
      whole: () => this.#reachedEnd(name),
    });
  }

  #follow(): void {
    const { wake$, online$, storage } = this.#options;
    const subscriptions = [
      this.link.state$.subscribe((state) => this.#linkChanged(state)),
      storage.steadiness.problem$.subscribe(() => this.#publish()),
      wake$?.subscribe(() => this.wake()),
      online$?.subscribe((isOnline) => (isOnline ? this.wake() : this.link.lost())),
      ...[...this.syncs.values()].flatMap((sync) => [
        sync.changed$.subscribe(() => this.#unsentChanged()),
        sync.feed.isReceiving$.subscribe(() => this.#publish()),
      ]),
    ];
    this.#closers.push(...subscriptions.map((subscription) => () => subscription?.unsubscribe()));
  }

  #linkChanged({ kind }: LinkState): void {
    const isAway = kind !== 'online';
    if (isAway) for (const name of this.#options.names) this.#behind.add(name);
    else if (this.#wasAway) this.#resync$.next(null);
    this.#wasAway = isAway;
    this.#publish();
  }

  #received(name: string, documents: readonly State[], remaining: number): void {
    this.#firstDownload.has(name, documents.length);
    this.#firstDownload.awaits(name, remaining);
    for (const { updatedAt } of documents) if (typeof updatedAt === 'string') this.#options.observe(updatedAt);
    this.#publish();
  }

  #reachedEnd(name: string): void {
    this.#behind.delete(name);
    this.#firstDownload.becameWhole(name);
    this.#publish();
  }

  #unsentChanged(): void {
    if (!this.#isKnown) return;
    this.unsentChanged$.next();
    this.#publish();
  }

  #publish(): void {
    if (!this.#isKnown) return;
    let status = statusOf(this.#facts());
    if (status.state === 'upToDate') {
      this.#synced();
      status = { ...status, lastSyncedAt: this.#lastSyncedAt };
    }
    this.status$.next(status);
  }

  #synced(): void {
    const nowMs = this.#options.now();
    this.#lastSyncedAt = new Date(nowMs).toISOString();
    if (nowMs - this.#keptAtMs < keepSyncedMs) return;
    this.#keptAtMs = nowMs;
    void this.#notes.synced(this.#lastSyncedAt).catch(() => undefined);
  }

  #facts(): SyncFacts {
    const syncs = [...this.syncs.values()];
    return {
      link: this.link.state$.value,
      databaseProblem: this.#options.storage.steadiness.problem$.value,
      waiting: syncs.reduce((sum, { ledger }) => sum + ledger.waiting, 0),
      refused: syncs.reduce((sum, { ledger }) => sum + ledger.refused, 0),
      openConflicts: this.#conflicts.total,
      isReceiving: this.#behind.size > 0 || syncs.some((sync) => sync.feed.isReceiving$.value),
      firstDownload: this.#firstDownload.progress,
      lastSyncedAt: this.#lastSyncedAt,
    };
  }

  /** Counts what was there before this start: documents of an unfinished first download, and open conflicts. */
  async #readOn(): Promise<void> {
    const { database, names } = this.#options;
    for (const name of names) {
      const collection = database.collections[name] as unknown as AnyCollection;
      if (this.#firstDownload.progress) this.#firstDownload.has(name, await collection.count().exec());
      for (const document of await collection.find({ selector: { 'conflicts.0': { $exists: true } } }).exec()) {
        this.#conflicts.wrote(`${name}|${document.primary}`, document._data);
      }
    }
    this.#publish();
  }
}

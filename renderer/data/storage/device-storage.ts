import type { RxStorage, RxStorageInstance, RxStorageInstanceCreationParams, RxStorageReplicationMeta } from 'rxdb';
import { type NotesWatch, watchNotes } from './notes-watch.ts';
import { keepOrder } from './order-of-writes.ts';
import { guardPulls, type PullGuard } from './pull-guard.ts';
import { Steadiness } from './steady.ts';

const notesPrefix = 'rx-replication-meta-';
/** RxDB's own store, and local documents: never sent. */
const unsentPrefixes = ['_rxdb_', 'plugin-local-documents-'];

/** The storage underneath as the workspace needs it: steady, with writes in order, its replication's notes watched. */
export class DeviceStorage implements RxStorage<unknown, unknown> {
  readonly name: string;
  readonly rxdbVersion: string;
  readonly steadiness = new Steadiness();
  readonly #inner: RxStorage<unknown, unknown>;
  readonly #watches = new Map<string, NotesWatch>();
  readonly #guards = new Map<string, PullGuard>();

  constructor(inner: RxStorage<unknown, unknown>) {
    this.#inner = inner;
    this.name = inner.name;
    this.rxdbVersion = inner.rxdbVersion;
  }

  /** Sets the watch over a replication's notes, by the name of their instance; before the replication starts. */
  watch(instanceName: string, watch: NotesWatch): void {
    this.#watches.set(instanceName, watch);
  }

  /** Sets the guard over what is pulled into a collection. */
  guard(collectionName: string, guard: PullGuard): void {
    this.#guards.set(collectionName, guard);
  }

  async createStorageInstance<Document>(
    params: RxStorageInstanceCreationParams<Document, unknown>,
  ): Promise<RxStorageInstance<Document, unknown, unknown>> {
    const instance = await this.#inner.createStorageInstance(params);
    const isNotes = params.collectionName.startsWith(notesPrefix);
    this.steadiness.apply(instance, isNotes);
    if (isNotes) {
      const watch = this.#watches.get(params.collectionName);
      if (watch) watchNotes(instance as unknown as Notes, watch);
    } else if (!unsentPrefixes.some((prefix) => params.collectionName.startsWith(prefix))) {
      guardPulls(instance, () => this.#guards.get(params.collectionName));
      await keepOrder(instance);
    }
    return instance;
  }
}

type Notes = RxStorageInstance<RxStorageReplicationMeta<unknown, unknown>, unknown, unknown>;

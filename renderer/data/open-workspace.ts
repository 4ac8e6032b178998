import type { RxStorage } from 'rxdb';
import { asyncScheduler, combineLatest, map, type Observable, shareReplay, throttleTime } from 'rxjs';
import type { OpenSession } from '../../shared/bridge/contract.ts';
import type { CollectionDefinition } from '../../shared/schema/collection.ts';
import { collections as definitions } from '../../shared/schema/collections.ts';
import { Bundles } from './bundles/bundles.ts';
import { ServerClock } from './clock.ts';
import { openDatabase } from './database.ts';
import { Devices } from './devices.ts';
import { documentWrites } from './documents.ts';
import { lookups } from './lookup.ts';
import { readNumberBook } from './numbers/number-book.ts';
import { outboxItems, outboxText } from './replication/outbox.ts';
import { Synchronisation } from './replication/synchronisation.ts';
import { SentStates } from './sent-states.ts';
import { Stamper } from './stamper.ts';
import { DeviceStorage } from './storage/device-storage.ts';
import type { CollectionName, Workspace } from './workspace.ts';

/** How often a list of what is unsent is made anew while much is written. */
const outboxEveryMs = 100;

export interface WorkspaceOptions {
  /** The encrypted storage behind the database port; RxDB's memory storage in tests of the window. */
  readonly storage: RxStorage<unknown, unknown>;
  readonly session: OpenSession;
  /** Where the server is reached: `app://minh-tra/server` in the window, which the shell forwards. */
  readonly baseUrl: string;
  readonly fetch: typeof globalThis.fetch;
  /** Those that are synchronised; all when absent. In one process RxDB opens so few that two laptops of a test have not room for all. */
  readonly synchronised?: readonly CollectionDefinition[];
  /** The device's clock, milliseconds since 1970. */
  readonly clock?: () => number;
  /** Server clock minus device clock in milliseconds, whenever the shell measures it. */
  readonly clockOffset$?: Observable<number>;
  /** Emits when trying again is worth it: the machine woke, the window was shown. */
  readonly wake$?: Observable<unknown>;
  /** What the machine says of its network, whenever that changes. */
  readonly online$?: Observable<boolean>;
}

/** Opens a person's database with its collections, writes, lookups and synchronisation; close it before another. */
export async function openWorkspace(options: WorkspaceOptions): Promise<Workspace> {
  const { session, baseUrl, wake$, online$, synchronised = definitions } = options;
  const clock = new ServerClock(options.clock ?? Date.now, options.clockOffset$);
  const stamper = new Stamper(clock, session.deviceId);
  const storage = new DeviceStorage(options.storage);
  const sentStates = new SentStates();
  const database = await openDatabase(storage, session.database, sentStates, synchronised);
  const { collections } = database;

  const synchronisation = new Synchronisation({
    database,
    storage,
    sentStates,
    names: synchronised.map(({ name }) => name as CollectionName),
    baseUrl,
    fetch: options.fetch,
    now: () => clock.now(),
    observe: (stamp) => stamper.observe(stamp),
    wake$,
    online$,
  });
  const { syncs, link } = synchronisation;
  const outbox$ = combineLatest([synchronisation.unsentChanged$, link.state$]).pipe(
    throttleTime(outboxEveryMs, asyncScheduler, { leading: true, trailing: true }),
    map(([, { kind }]) => outboxItems(syncs, kind === 'online')),
    shareReplay({ bufferSize: 1, refCount: true }),
  );
  // A page is shown before the replication has read its notes.
  const started = synchronisation.start();

  return {
    session,
    collections,
    now: () => clock.now(),
    ...documentWrites(collections, session, clock, stamper, sentStates),
    ...lookups(options.storage, session.database, collections),
    numberBook: (year, signal) => readNumberBook(baseUrl, options.fetch, year, signal),
    devices: new Devices(baseUrl, options.fetch),
    bundles: new Bundles({ session, syncs, sentStates, stamper, carried: synchronisation.carried, started }),
    sync: {
      status$: synchronisation.status$,
      outbox$,
      unsentIds$: outbox$.pipe(map((items) => new Map(items.map((item) => [item.id, item])))),
      retry: () => synchronisation.retry(),
      giveUp: async ({ collection, id, refusedRevision }) => {
        await started;
        await syncs.get(collection)?.giveUp(id, refusedRevision ?? '');
      },
      pause: () => link.pause(),
      resume: () => link.resume(),
      exportOutbox: async (only) => {
        await started;
        const nameOf = async (caseId: string) => {
          const found = await collections.cases.findOne(caseId).exec();
          return found && { number: found.number, entityName: found.entityName };
        };
        return outboxText(syncs, session, clock.now(), nameOf, only);
      },
    },
    close: async () => {
      clock.close();
      await synchronisation.close();
      await database.close();
    },
  };
}

import type { RxStorage } from 'rxdb';
import { BehaviorSubject, map, type Observable } from 'rxjs';
import type { OpenSession } from '../../shared/bridge/contract.ts';
import { ServerClock } from './clock.ts';
import { openDatabase } from './database.ts';
import { documentWrites } from './documents.ts';
import { lookups } from './lookup.ts';
import { Stamper } from './stamper.ts';
import type { OutboxItem, SyncStatus, Workspace } from './workspace.ts';

export interface WorkspaceOptions {
  /** The encrypted storage behind the database port; RxDB's memory storage in tests. */
  readonly storage: RxStorage<unknown, unknown>;
  readonly session: OpenSession;
  /** Where the server is reached: `app://minh-tra/server` in the window, which the shell forwards. */
  readonly baseUrl: string;
  readonly fetch: typeof globalThis.fetch;
  /** The device's clock, milliseconds since 1970. */
  readonly clock?: () => number;
  /** Server clock minus device clock in milliseconds, whenever the shell measures it. */
  readonly clockOffset$?: Observable<number>;
  /** Emits when trying again is worth it: the network came back, the machine woke, the window was shown. */
  readonly wake$?: Observable<unknown>;
}

/** Opens a person's database with its collections, writes, lookups and synchronisation; close it before another. */
export async function openWorkspace(options: WorkspaceOptions): Promise<Workspace> {
  const { session, storage } = options;
  const clock = new ServerClock(options.clock ?? Date.now, options.clockOffset$);
  const stamper = new Stamper(clock, session.deviceId);
  const database = await openDatabase(storage, session.database);
  const { collections } = database;

  const status$ = new BehaviorSubject<SyncStatus>({
    state: 'offline',
    unsent: 0,
    refused: 0,
    lastSyncedAt: null,
    firstDownload: null,
    problem: { code: 'server.away' },
  });
  const outbox$ = new BehaviorSubject<readonly OutboxItem[]>([]);

  return {
    session,
    collections,
    now: () => clock.now(),
    ...documentWrites(collections, session, clock, stamper),
    ...lookups(collections),
    sync: {
      status$,
      outbox$,
      unsentIds$: outbox$.pipe(map((items) => new Map(items.map((item) => [item.id, item])))),
      retry: () => {},
      pause: () => {},
      resume: () => {},
      exportOutbox: async () => JSON.stringify(outbox$.value),
    },
    close: async () => {
      clock.close();
      await database.close();
    },
  };
}

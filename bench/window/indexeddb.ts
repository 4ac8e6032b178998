import type { InspectionCase } from '../../shared/schema/cases.ts';
import { listLength, type Peer } from './peer.ts';

/** Raw IndexedDB with strict durability: the floor that every storage in a window stands on. */
export async function openIndexedDb(name: string): Promise<Peer> {
  const opening = indexedDB.open(name, 1);
  opening.onupgradeneeded = () => makeStore(opening.result);
  const database = await settled(opening);
  const write = (documents: readonly InspectionCase[]) => {
    const transaction = database.transaction('cases', 'readwrite', { durability: 'strict' });
    const store = transaction.objectStore('cases');
    for (const document of documents) store.put(document);
    return committed(transaction);
  };
  const index = () => database.transaction('cases', 'readonly').objectStore('cases').index('state-due');
  return {
    insertMany: write,
    insert: async (document) => {
      await write([document]);
      return (next) => write([next]);
    },
    list: async (state, dueBy) => {
      const range = IDBKeyRange.bound([state], [state, dueBy]);
      const found = await walk(index().openCursor(range, 'prev'), listLength);
      return found.map(({ id }) => id);
    },
    countByState: async (states) => {
      const byState = index();
      const counting = states.map((state) => settled(byState.count(IDBKeyRange.bound([state], [state, '~']))));
      const counts = await Promise.all(counting);
      return new Map(states.map((state, at) => [state, counts[at] ?? 0]));
    },
    close: async () => database.close(),
    destroy: async () => {
      database.close();
      await settled(indexedDB.deleteDatabase(name));
    },
  };
}

/** The indexes of the product's collection that its own are compared with. */
function makeStore(database: IDBDatabase): void {
  const store = database.createObjectStore('cases', { keyPath: 'id' });
  store.createIndex('due', 'dueOn');
  store.createIndex('number', 'number');
  store.createIndex('updated', 'updatedAt');
  store.createIndex('state-due', ['state', 'dueOn']);
  store.createIndex('state-updated', ['state', 'updatedAt']);
  store.createIndex('entity', 'entityId');
}

/** The first documents under a cursor. Chromium reads ahead of it: quicker than keys first and documents then. */
function walk(walking: IDBRequest<IDBCursorWithValue | null>, most: number): Promise<InspectionCase[]> {
  return new Promise((resolve, reject) => {
    const found: InspectionCase[] = [];
    walking.onerror = () => reject(walking.error);
    walking.onsuccess = () => {
      const cursor = walking.result;
      if (!cursor) return resolve(found);
      found.push(cursor.value);
      if (found.length === most) return resolve(found);
      cursor.continue();
    };
  });
}

function settled<Value>(request: IDBRequest<Value>): Promise<Value> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

function committed(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onerror = () => reject(transaction.error);
    transaction.onabort = () => reject(transaction.error);
  });
}

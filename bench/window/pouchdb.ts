import type { InspectionCase } from '../../shared/schema/cases.ts';
import { listLength, type Peer } from './peer.ts';

interface Stored {
  readonly _id: string;
  readonly _rev?: string;
}

/** What is used of PouchDB, which comes as a script of its own. */
export interface Pouch {
  bulkDocs(documents: readonly object[]): Promise<readonly { readonly error?: unknown }[]>;
  put(document: object): Promise<{ readonly rev: string }>;
  createIndex(index: { index: { fields: readonly string[] } }): Promise<unknown>;
  find(query: object): Promise<{ readonly docs: readonly Stored[] }>;
  info(): Promise<{ readonly doc_count: number }>;
  close(): Promise<void>;
  destroy(): Promise<void>;
}

export interface PouchReplication {
  readonly ok: boolean;
  readonly docs_written: number;
}

interface PouchClass {
  new (name: string, options?: object): Pouch;
  replicate(source: Pouch | string, target: Pouch | string, options: object): Promise<PouchReplication>;
}

declare global {
  interface Window {
    PouchDB: PouchClass;
  }
}

export function pouchDocument<Document extends { readonly id: string }>({ id, ...fields }: Document): object {
  return { _id: id, ...fields };
}

/** PouchDB in the window, on its usual IndexedDB adapter, with an index for the list. */
export async function openPouchDb(name: string): Promise<Peer> {
  const pouch = new window.PouchDB(name, { auto_compaction: true });
  const index = ['state', 'dueOn'];
  let isIndexed = false;
  return {
    insertMany: async (documents) => {
      const results = await pouch.bulkDocs(documents.map(pouchDocument));
      if (results.some(({ error }) => error)) throw new Error('documents were not inserted');
    },
    insert: async (document) => {
      let { rev } = await pouch.put(pouchDocument(document));
      return async (next: InspectionCase) => {
        ({ rev } = await pouch.put({ ...pouchDocument(next), _rev: rev }));
      };
    },
    list: async (state, dueBy) => {
      if (!isIndexed) await pouch.createIndex({ index: { fields: index } });
      isIndexed = true;
      const selector = { state, dueOn: { $lte: dueBy } };
      const sort = index.map((field) => ({ [field]: 'desc' }));
      const { docs } = await pouch.find({ selector, sort, limit: listLength });
      return docs.map(({ _id }) => _id);
    },
    countByState: async () => {
      throw new Error('PouchDB counts by reading every document');
    },
    close: () => pouch.close(),
    destroy: () => pouch.destroy(),
  };
}
